// What came into my stream after one place of it, in its order, and how far it goes; for delivery as it happens.
// An invitation that no longer waits for me is left out. The end is read first and nothing beyond it is taken: two acts
// that come while both kinds of entries are looked up would otherwise put the later one before the earlier.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param after => 0
// :param limit => 100
MATCH (me:Freelancer {id: $me})
WITH me, coalesce(me.lastSequence, 0) AS last
RETURN last, COLLECT {
  CALL (me, last) {
    MATCH (told:Notification {to: $me})
    WHERE told.sequence > $after AND told.sequence <= last AND (told.invitation IS NULL OR EXISTS {
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
    WITH me, told ORDER BY told.to, told.sequence LIMIT $limit
    RETURN told.sequence AS sequence, {
      id: told.id, sequence: told.sequence, at: told.at, kind: told.kind,
      about: told.about, invitation: told.invitation, message: told.message, team: told.team, job: told.job,
      isRead: told.sequence <= coalesce(me.readSequence, 0) OR EXISTS {
        MATCH (talk:Conversation {id: told.conversation})<-[mine:TALKS_IN]-(me) WHERE mine.readUpTo >= told.number
      }
    } AS entry
    UNION ALL
    MATCH (back:Retraction {to: $me})
    WHERE back.sequence > $after AND back.sequence <= last
    WITH back ORDER BY back.to, back.sequence LIMIT $limit
    RETURN back.sequence AS sequence, {sequence: back.sequence, retracts: back.notification} AS entry
  }
  RETURN entry ORDER BY sequence LIMIT $limit
} AS entries
