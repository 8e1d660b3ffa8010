// How many messages I have not read, over all my conversations.
// :param me => 'FL_0000000000000000'
OPTIONAL MATCH (:Freelancer {id: $me})-[mine:TALKS_IN]->(:Conversation)
RETURN coalesce(sum(mine.unread), 0) AS unread
