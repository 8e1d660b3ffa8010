"""The query files behind teams, for the catalogue: what each returns, which write, and what no demo has yet."""

COLUMNS = {
    "analysis/appetite": ["of", "form", "offered", "opened", "accepted", "declined", "hired"],
    "analysis/fillable": ["job", "by"],
    "analysis/filled": ["jobs", "bySingle", "byTeam", "unfilledCount", "sampled"],
    "teams/around": ["job", "people"],
    "teams/by_ids": ["team"],
    "teams/ego": ["people"],
    "teams/end": ["ended"],
    "teams/led": ["team"],
    "teams/listed": ["page"],
    "teams/lock": ["locked"],
    "teams/of_job": ["team"],
    "teams/record": ["written"],
    "teams/seen": ["seen"],
    "teams/write": ["team"],
}
# Checks of the doctor that walk all memberships, where those are few beside the people, and what counts all jobs.
WHOLE = {
    "analysis/appetite": {"NodeByLabelScan"},
    "doctor/memberships_keyed_wrongly": {"DirectedRelationshipTypeScan", "NodeByLabelScan"},
    "doctor/memberships_unknown_to_the_ledger": {"DirectedRelationshipTypeScan", "NodeByLabelScan"},
}
WRITING = {"teams/end", "teams/lock", "teams/record", "teams/write"}
# Words that no node or relationship bears before somebody formed a team.
LATER = (
    *("Team", "FOR", "MEMBER_OF", "WORKED_ON", "team", "teams", "form", "formedAt", "version", "size", "informedAt"),
    *("isLead", "skills", "agreedTo", "leftAt", "termsVersion", "openedAt", "jobsTogether", "lastJobAt"),
)
