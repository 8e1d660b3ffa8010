// Letters that were given up after too many tries, or that the mail server refuses for ever.
// Repair: See `confrere mail --given-up` for the reasons, mend the cause, and run `confrere mail --again`.
MATCH (errand:Errand) WHERE errand.stage = 'DEAD' AND errand.dueAt IS NOT NULL
RETURN count(*) AS count, collect(errand.id)[..5] AS examples
