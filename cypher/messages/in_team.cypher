// Who hears each other in a team whose people are locked, and whether I read its conversation at least.
// With it comes what an operation did before.
// :param me => 'FL_0000000000000000'
// :param team => 'TM_0000000000000000'
// :param conversation => 'CV_0000000000000000'
// :param operation => 'a-hash'
OPTIONAL MATCH (done:Event {operation: $operation})
WITH head(collect(done)) AS done
OPTIONAL MATCH (lead:Freelancer)-[l:MEMBER_OF {isLead: true}]->(team:Team {id: $team})
WHERE lead.status = 'ACTIVE' AND l.leftAt IS NULL AND l.closings = coalesce(lead.closings, 0)
RETURN done.digest AS doneDigest, done.message AS message,
  EXISTS {
    MATCH (reader:Freelancer {id: $me})-[mine:TALKS_IN]->(talk:Conversation {id: $conversation}) WHERE
      // talk shows
      talk.team IS NULL OR mine.stays OR EXISTS {
        MATCH (reader)-[m:MEMBER_OF]->(:Team {id: talk.team})
        WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
          AND m.closings = coalesce(reader.closings, 0)
      }
      // end
  } AS isRead,
  COLLECT {
    MATCH (team)<-[m:MEMBER_OF]-(person:Freelancer)
    WHERE person.status = 'ACTIVE' AND m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
      AND m.closings = coalesce(person.closings, 0)
    RETURN person.id ORDER BY person.id
  } AS people
