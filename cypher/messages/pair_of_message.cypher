// The pair that a message of a conversation of mine is of, which never changes while both have an account.
// :param me => 'FL_0000000000000000'
// :param message => 'MS_0000000000000000'
MATCH (message:Message {id: $message})
MATCH (talk:Conversation {id: message.conversation})
WHERE EXISTS { MATCH (talk)<-[:TALKS_IN]-(reader:Freelancer) WHERE reader.id = $me }
RETURN talk.pair AS pair
