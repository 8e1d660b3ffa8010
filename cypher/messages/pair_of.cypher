// The pair or the team that a conversation of mine is of, which never changes while both have an account.
// :param me => 'FL_0000000000000000'
// :param conversation => 'CV_0000000000000000'
MATCH (talk:Conversation {id: $conversation})
WHERE EXISTS {
  MATCH (talk)<-[mine:TALKS_IN]-(reader:Freelancer) WHERE reader.id = $me AND (
    // talk shows
    talk.team IS NULL OR mine.stays OR EXISTS {
      MATCH (reader)-[m:MEMBER_OF]->(:Team {id: talk.team})
      WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
        AND m.closings = coalesce(reader.closings, 0)
    }
    // end
  )
}
RETURN talk.pair AS pair, talk.team AS team
