// Messages in conversations of these people that no event sent.
// Repair: Nothing is certain of what the ledger does not know: delete the message, which a lost write left behind.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer)
USING INDEX person:Freelancer(id)
WHERE person.id >= $from AND person.id < $to
MATCH (person)-[:TALKS_IN]->(talk:Conversation)
WHERE talk.pair CONTAINS '|' OR talk.team IS NOT NULL  // else the events were unlinked
MATCH (message:Message {conversation: talk.id})
WHERE message.number > 0 AND message.sender = person.id
  AND NOT EXISTS { MATCH (e:Event {message: message.id}) WHERE e.kind = 'MESSAGE_SENT' AND e.a = person.id }
RETURN count(*) AS count, collect(message.id)[..5] AS examples
