// Invitations that were never sent, or that ran out before they were sent.
// Repair: Set sentAt from the INVITATION_SENT event and expiresAt one term later.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]->()
WHERE i.sentAt IS NULL OR i.expiresAt IS NULL OR i.expiresAt <= i.sentAt
RETURN count(*) AS count, collect(coalesce(i.id, person.id))[..5] AS examples
