// Who talks in conversations of teams of mine, whoever left among them; somebody who is not visible by name alone.
// :param me => 'FL_0000000000000000'
// :param conversations => ['CV_0000000000000000']
// :param profile => []
MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
UNWIND $conversations AS conversation
MATCH (talk:Conversation {id: conversation})
WHERE talk.team IS NOT NULL AND EXISTS {
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
MATCH (talk)<-[theirs:TALKS_IN]-(person:Freelancer) WHERE person.status <> 'ERASED'
WITH me, blocked, talk, theirs, person, EXISTS { MATCH (person) WHERE
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
} AS isVisible
ORDER BY person.name, person.id
RETURN talk.id AS conversation, collect({
  isIn: theirs.stays OR EXISTS {
    MATCH (person)-[m:MEMBER_OF]->(:Team {id: talk.team})
    WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
      AND person.status = 'ACTIVE' AND m.closings = coalesce(person.closings, 0)
  },
  person: {
    id: person.id, handle: person.handle, name: person.name, isPrivate: NOT isVisible,
    // profile
    profile: CASE WHEN size($profile) > 0 AND isVisible THEN {
      headline: person.headline,
      hourlyRate: person.hourlyRate, currency: person.currency, weeklyHours: person.weeklyHours,
      timeZone: person.timeZone,
      jobSuccessScore: person.jobSuccessScore, topRatedWeeks: person.topRatedWeeks,
      city: CASE WHEN 'city' IN $profile THEN head([(person)-[:LIVES_IN]->(city:City)-[:IN]->(country:Country) |
        {id: city.id, name: city.name, countryCode: country.code, countryName: country.name}]) END,
      categories: CASE WHEN 'categories' IN $profile THEN COLLECT {
        MATCH (person)-[:WORKS_IN]->(category:Category)
        RETURN {id: category.id, name: category.name} ORDER BY category.name LIMIT 50
      } ELSE [] END,
      skills: CASE WHEN 'skills' IN $profile THEN COLLECT {
        MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
        RETURN {level: has.level, id: skill.id, name: skill.name,
          synonyms: CASE WHEN 'synonyms' IN $profile THEN coalesce(skill.synonyms, [])[..50] ELSE [] END}
        ORDER BY has.level DESC, skill.name LIMIT 50
      } ELSE [] END
    } END
    // end
  }
}) AS speakers
