// Messages of conversations of mine between two places of each, oldest first; what I deleted for myself is left out.
// No OR stands in it: of one the planner may make two reads of the whole conversation and put them in order.
// :param me => 'FL_0000000000000000'
// :param conversations => ['CV_0000000000000000']
// :param above => 0
// :param below => 9007199254740991
// :param limit => 21
// :param withTotal => false
UNWIND $conversations AS conversation
MATCH (talk:Conversation {id: conversation})
WHERE EXISTS {
  MATCH (talk)<-[mine:TALKS_IN]-(reader:Freelancer) WHERE reader.id = $me AND (
    // talk shows
    talk.team IS NULL OR mine.stays OR EXISTS {
      MATCH (reader)-[m:MEMBER_OF]->(:Team {id: talk.team})
      WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
        AND m.closings = coalesce(reader.closings, 0)
    }
    // end
  )
}
WITH talk, COLLECT { MATCH (talk)<-[:TALKS_IN]-(gone:Freelancer) WHERE gone.status = 'ERASED' RETURN gone.id } AS erased
RETURN talk.id AS conversation, {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (message:Message {conversation: talk.id})
    WHERE message.number > 0 AND NOT coalesce(message.isDeleted AND message.sender = $me, false)
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (message:Message {conversation: talk.id})
    WHERE message.number > $above AND message.number < $below
      AND NOT coalesce(message.isDeleted AND message.sender = $me, false)
    WITH message ORDER BY message.conversation, message.number LIMIT $limit
    RETURN {
      key: toString(message.number), id: message.id, conversation: message.conversation, number: message.number,
      sender: CASE WHEN NOT message.sender IN erased THEN message.sender END, text: message.text, links: message.links,
      sentAt: message.sentAt, editedAt: message.editedAt
    }
  }
} AS page
