// What I heard of between two places of my stream, oldest first; an invitation that no longer waits for me is left out.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param above => 0
// :param below => 9007199254740991
// :param limit => 21
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
RETURN {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (told:Notification {to: $me})
    WHERE told.sequence IS NOT NULL AND (told.invitation IS NULL OR EXISTS {
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
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (told:Notification {to: $me})
    WHERE told.sequence > $above AND told.sequence < $below AND (told.invitation IS NULL OR EXISTS {
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
    WITH me, told ORDER BY told.to ASC, told.sequence ASC LIMIT $limit
    RETURN {
      key: toString(told.sequence), id: told.id, sequence: told.sequence, at: told.at, kind: told.kind,
      about: told.about, invitation: told.invitation, message: told.message,
      team: told.team, job: told.job,
      isRead: told.sequence <= coalesce(me.readSequence, 0) OR EXISTS {
        MATCH (talk:Conversation {id: told.conversation})<-[mine:TALKS_IN]-(me) WHERE mine.readUpTo >= told.number
      }
    }
  }
} AS page
