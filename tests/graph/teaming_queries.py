"""The query files behind teams, for the catalogue: what each returns, which write, and what no demo has yet."""

COLUMNS = {
    "analysis/appetite": ["of", "form", "offered", "opened", "accepted", "declined", "hired"],
    "analysis/fillable": ["job", "by"],
    "analysis/filled": ["jobs", "bySingle", "byTeam", "unfilledCount", "sampled"],
    "teams/around": ["job", "people"],
    "teams/by_ids": ["team"],
    "teams/ego": ["first", "ids", "hours", "zones", "private", "holders", "one", "other", "since", "jobs", "last"],
    "teams/end": ["ended"],
    "teams/led": ["team"],
    "teams/listed": ["page"],
    "teams/lock": ["locked"],
    "teams/of_job": ["team"],
    "teams/record": ["written"],
    "teams/retract": ["readers"],
    "teams/seen": ["seen"],
    "teams/shared": ["job", "team"],
    "teams/write": ["team"],
}
# What counts all jobs, which it reads.
WHOLE = {"analysis/appetite": {"NodeByLabelScan"}}
WRITING = {"teams/end", "teams/lock", "teams/record", "teams/retract", "teams/write"}
# A word that no relationship bears before somebody left a team.
LATER = ("leftAt",)
