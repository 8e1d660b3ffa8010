// Invitations by id, each only to its sender while it shows pending and to its recipient while it waits.
// :param me => 'FL_0000000000000000'
// :param ids => ['IN_0000000000000000']
// :param now => datetime('2026-01-01T00:00:00Z')
UNWIND $ids AS id
MATCH (sender:Freelancer)-[i:INVITED {id: id}]->(recipient:Freelancer)
WHERE (sender.id = $me AND (
  // shows pending
  i.expiresAt > $now AND recipient.status <> 'ERASED'
  AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0) AND i.byEmail IS NULL
  // end
))
OR (recipient.id = $me AND NOT EXISTS { (sender)-[:BLOCKED]-(recipient) } AND (
  // waits
  i.expiresAt > $now AND sender.status = 'ACTIVE'
  AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0)
  AND coalesce(i.recipientClosings, 0) = coalesce(recipient.closings, 0)
  AND NOT EXISTS { (recipient)-[aside:SET_ASIDE]->(sender) WHERE aside.invitation = i.id }
  // end
))
WITH sender, recipient, properties(i) AS i  // at once: an act that deletes it meanwhile leaves all of it or nothing
WHERE i.id IS NOT NULL
RETURN {
  id: i.id, sentAt: i.sentAt, expiresAt: i.expiresAt, note: i.note, sender: sender.id, recipient: recipient.id,
  entryPoint: CASE WHEN sender.id = $me THEN i.entryPoint END,
  steps: CASE WHEN sender.id = $me THEN i.steps END
} AS invitation
