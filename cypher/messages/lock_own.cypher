// Locks me and tells how a message of a conversation of mine stands, and what an operation did before.
// :param me => 'FL_0000000000000000'
// :param message => 'MS_0000000000000000'
// :param operation => 'a-hash'
MATCH (me:Freelancer {id: $me})
SET me.lock = 0
WITH me
OPTIONAL MATCH (done:Event {operation: $operation})
OPTIONAL MATCH (message:Message {id: $message})
OPTIONAL MATCH (talk:Conversation {id: message.conversation})
OPTIONAL MATCH (me)-[mine:TALKS_IN]->(talk)
RETURN me.status AS status, done.digest AS doneDigest,
  CASE WHEN mine IS NOT NULL THEN {
    conversation: talk.id, pair: talk.pair, number: message.number, readUpTo: mine.readUpTo, text: message.text,
    isMine: coalesce(message.sender, '') = $me, isDeleted: coalesce(message.isDeleted, false), sentAt: message.sentAt
  } END AS message
