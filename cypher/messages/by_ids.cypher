// Messages of conversations of mine by id; what I deleted for myself is left out.
// :param me => 'FL_0000000000000000'
// :param ids => ['MS_0000000000000000']
UNWIND $ids AS id
MATCH (message:Message {id: id})
WHERE message.isDeleted IS NULL OR coalesce(message.sender, '') <> $me
MATCH (talk:Conversation {id: message.conversation})
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
WITH message, COLLECT { MATCH (talk)<-[:TALKS_IN]-(gone:Freelancer) WHERE gone.status = 'ERASED' RETURN gone.id } AS erased
RETURN {
  key: toString(message.number), id: message.id, conversation: message.conversation, number: message.number,
  sender: CASE WHEN NOT message.sender IN erased THEN message.sender END, text: message.text, links: message.links,
  sentAt: message.sentAt, editedAt: message.editedAt
} AS message
