// Conversations whose counts of unread messages are not what is there, or whose last number is not the last one.
// Repair: Count again: unread is the messages of the other beyond readUpTo, lastNumber the highest number.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer)
USING INDEX person:Freelancer(id)
WHERE person.id >= $from AND person.id < $to
MATCH (person)-[mine:TALKS_IN]->(talk:Conversation)
WHERE mine.unread <> COUNT {
    MATCH (message:Message {conversation: talk.id})
    WHERE message.number > mine.readUpTo AND coalesce(message.sender, '') <> person.id
  }
  OR talk.lastNumber <> COUNT { MATCH (message:Message {conversation: talk.id}) WHERE message.number > 0 }
RETURN count(*) AS count, collect(talk.id)[..5] AS examples
