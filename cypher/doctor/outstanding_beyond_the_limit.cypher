// People with more invitations open than are allowed at once.
// Repair: Nothing has to be withdrawn if CONFRERE_INVITATIONS_OUTSTANDING was lowered; otherwise look for a writer past the API.
// :param from => ''
// :param to => '~'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param outstanding => 300
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND COUNT { MATCH (person)-[i:INVITED]->() WHERE i.expiresAt > $now AND coalesce(i.senderClosings, 0) = coalesce(person.closings, 0) AND i.byEmail IS NULL
} > $outstanding
RETURN count(*) AS count, collect(person.id)[..5] AS examples
