"""The query files behind jobs and referrals, for the catalogue: what each returns, which write."""

COLUMNS = {
    "jobs/by_ids": ["job"],
    "jobs/change": ["event"],
    "jobs/clients": ["id", "name"],
    "jobs/listed": ["page"],
    "jobs/lock": ["seen"],
    "jobs/post": ["required"],
    "jobs/proposals": ["proposal"],
    "jobs/proposals_listed": ["job", "page"],
    "jobs/referrals": ["referral"],
    "jobs/referrals_given": ["page"],
    "jobs/referrals_received": ["page"],
    "rights/own_jobs": ["kind", "job", "mark"],
}
WRITING = {"jobs/change", "jobs/lock", "jobs/post"}
# A word that no relationship bears before a block parted two of whom one referred the other.
LATER = ("endedAt",)
# Checks of the doctor that walk all proposals or all referrals, where those are few beside the people.
WHOLE = {
    name: {"DirectedRelationshipTypeScan"}
    for name in (
        "doctor/proposals_of_unknown_state",
        "doctor/proposals_unknown_to_the_ledger",
        "doctor/referrals_answered_twice",
        "doctor/referrals_unknown_to_the_ledger",
    )
}
