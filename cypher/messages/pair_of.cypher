// The pair that a conversation of mine is of, which never changes while both have an account.
// :param me => 'FL_0000000000000000'
// :param conversation => 'CV_0000000000000000'
MATCH (talk:Conversation {id: $conversation})
WHERE EXISTS { MATCH (talk)<-[:TALKS_IN]-(reader:Freelancer) WHERE reader.id = $me }
RETURN talk.pair AS pair
