// The conversation of two locked people, and what an operation did before; for whoever is about to write.
// :param pair => 'FL_0000000000000000|FL_0000000000000001'
// :param operation => 'a-hash'
OPTIONAL MATCH (talk:Conversation {pair: $pair})
OPTIONAL MATCH (done:Event {operation: $operation})
RETURN talk.id AS conversation, done.message AS message
