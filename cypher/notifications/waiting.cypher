// The invitations of one person that wait for somebody: whom, and which.
// :param person => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (sender:Freelancer {id: $person})-[i:INVITED]->(recipient:Freelancer)
WHERE
  // waits
  i.expiresAt > $now AND sender.status = 'ACTIVE'
  AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0)
  AND coalesce(i.recipientClosings, 0) = coalesce(recipient.closings, 0)
  AND NOT EXISTS { (recipient)-[aside:SET_ASIDE]->(sender) WHERE aside.invitation = i.id }
  // end
RETURN collect(i.id) AS invitations, collect(recipient.id) AS recipients
