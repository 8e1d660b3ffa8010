// How many messages I have not read, over all my conversations.
// :param me => 'FL_0000000000000000'
OPTIONAL MATCH (reader:Freelancer {id: $me})-[mine:TALKS_IN]->(talk:Conversation)
WHERE
  // talk shows
  talk.team IS NULL OR mine.stays OR EXISTS {
    MATCH (reader)-[m:MEMBER_OF]->(:Team {id: talk.team})
    WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
      AND m.closings = coalesce(reader.closings, 0)
  }
  // end
RETURN coalesce(sum(mine.unread), 0) AS unread
