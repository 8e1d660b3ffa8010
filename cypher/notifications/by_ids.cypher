// Notifications of mine by id; an invitation that no longer waits for me has none.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param ids => ['NT_0000000000000000']
MATCH (me:Freelancer {id: $me})
UNWIND $ids AS id
MATCH (told:Notification {id: id})
WHERE told.to = $me AND (told.invitation IS NULL OR EXISTS {
  WITH me AS recipient, told
  MATCH (sender:Freelancer)-[i:INVITED {id: told.invitation}]->(recipient)
  WHERE NOT EXISTS { (sender)-[:BLOCKED]-(recipient) } AND
    // waits
    i.expiresAt > $now AND sender.status = 'ACTIVE'
    AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0)
    AND coalesce(i.recipientClosings, 0) = coalesce(recipient.closings, 0)
    AND NOT EXISTS { (recipient)-[aside:SET_ASIDE]->(sender) WHERE aside.invitation = i.id }
    // end
})
RETURN {
  id: told.id, sequence: told.sequence, at: told.at, kind: told.kind,
  about: told.about, invitation: told.invitation, message: told.message,
  team: told.team, job: told.job,
  isRead: told.sequence <= coalesce(me.readSequence, 0) OR EXISTS {
    MATCH (talk:Conversation {id: told.conversation})<-[mine:TALKS_IN]-(me) WHERE mine.readUpTo >= told.number
  }
} AS notification
