// Locks one person and everybody for whom their invitations wait, in the order of their ids.
// Whoever was invited between the look and the lock is missing from the answer; the caller then starts again.
// :param person => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (sender:Freelancer {id: $person})
CALL (sender) {
  MATCH (sender)-[i:INVITED]->(recipient:Freelancer)
  WHERE
    // waits
    i.expiresAt > $now AND sender.status = 'ACTIVE'
    AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0)
    AND coalesce(i.recipientClosings, 0) = coalesce(recipient.closings, 0)
    AND NOT EXISTS { (recipient)-[aside:SET_ASIDE]->(sender) WHERE aside.invitation = i.id }
    // end
  WITH sender, collect(recipient) AS recipients
  UNWIND [sender] + recipients AS person
  WITH DISTINCT person ORDER BY person.id
  SET person.lock = 0
  RETURN collect(person.id) AS locked
}
RETURN locked
