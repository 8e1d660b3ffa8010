// The conversations of an erased person, so many of them, that still are of a pair.
// :param person => 'FL_0000000000000000'
// :param limit => 5000
MATCH (account:Freelancer {id: $person})-[:TALKS_IN]->(talk:Conversation) WHERE talk.pair CONTAINS $person
RETURN collect(talk.id)[..$limit] AS conversations
