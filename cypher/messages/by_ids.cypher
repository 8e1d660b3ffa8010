// Messages of conversations of mine by id; what I deleted for myself is left out.
// :param me => 'FL_0000000000000000'
// :param ids => ['MS_0000000000000000']
UNWIND $ids AS id
MATCH (message:Message {id: id})
WHERE message.isDeleted IS NULL OR coalesce(message.sender, '') <> $me
MATCH (talk:Conversation {id: message.conversation})
WHERE EXISTS { MATCH (talk)<-[:TALKS_IN]-(reader:Freelancer) WHERE reader.id = $me }
WITH message, COLLECT { MATCH (talk)<-[:TALKS_IN]-(gone:Freelancer) WHERE gone.status = 'ERASED' RETURN gone.id } AS erased
RETURN {
  key: toString(message.number), id: message.id, conversation: message.conversation, number: message.number,
  sender: CASE WHEN NOT message.sender IN erased THEN message.sender END, text: message.text, links: message.links,
  sentAt: message.sentAt, editedAt: message.editedAt
} AS message
