// What one person wrote to teams, gone ones among them, so many after a place; what they deleted is left out.
// :param person => 'FL_0000000000000000'
// :param afterTalk => ''
// :param afterNumber => 0
// :param limit => 100
MATCH (account:Freelancer {id: $person})-[:TALKS_IN]->(talk:Conversation)
WHERE talk.team IS NOT NULL AND talk.id >= $afterTalk
MATCH (message:Message {conversation: talk.id})
WHERE message.number > CASE WHEN talk.id = $afterTalk THEN $afterNumber ELSE 0 END
  AND message.sender = $person AND message.isDeleted IS NULL
WITH message ORDER BY message.conversation, message.number LIMIT $limit
RETURN {
  id: message.id, conversation: message.conversation, number: message.number, sender: message.sender,
  text: message.text, links: message.links, sentAt: message.sentAt, editedAt: message.editedAt
} AS message
