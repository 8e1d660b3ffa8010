// Locks the two people between whom an invitation by e-mail waits that its sender withdrew, and tells which it became.
// :param emailInvitation => 'EI_0000000000000000'
MATCH (m:EmailInvitation {id: $emailInvitation})
WHERE m.withdrawnAt IS NOT NULL AND m.metAs IS NOT NULL
WITH m.metAs AS became
MATCH (sender:Freelancer)-[i:INVITED {id: became}]->(recipient:Freelancer)
USING INDEX i:INVITED(id)
WITH became, CASE WHEN sender.id < recipient.id THEN [sender, recipient] ELSE [recipient, sender] END AS two
FOREACH (each IN two | SET each.lock = 0)
RETURN became AS invitation
