// Takes the words and the name out of so many messages of an erased person, and counts them.
// :param person => 'FL_0000000000000000'
// :param limit => 5000
MATCH (account:Freelancer {id: $person})-[:TALKS_IN]->(talk:Conversation)
MATCH (message:Message {conversation: talk.id}) WHERE message.number > 0 AND message.sender = $person
WITH message LIMIT $limit
REMOVE message.sender, message.text, message.links, message.editedAt, message.isDeleted
RETURN count(*) AS count
