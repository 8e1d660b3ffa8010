// Conversations of mine, by their ids or by the pairs they are of; a closed one by the name of then, and never why.
// :param me => 'FL_0000000000000000'
// :param ids => ['CV_0000000000000000']
// :param pairs => ['FL_0000000000000000|FL_0000000000000001']
// :param profile => []
MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
MATCH (talk:Conversation) WHERE talk.id IN $ids OR talk.pair IN $pairs
MATCH (talk)<-[mine:TALKS_IN]-(reader:Freelancer) WHERE reader.id = $me AND (
  // talk shows
  talk.team IS NULL OR mine.stays OR EXISTS {
    MATCH (reader)-[m:MEMBER_OF]->(:Team {id: talk.team})
    WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
      AND m.closings = coalesce(reader.closings, 0)
  }
  // end
)
OPTIONAL MATCH (talk)<-[:TALKS_IN]-(person:Freelancer)
WHERE talk.team IS NULL AND person.id <> $me AND person.status <> 'ERASED'
WITH me, mine, talk, person,
  EXISTS { MATCH ()-[connection:CONNECTED_TO {pair: talk.pair}]->() WHERE connection.since IS NOT NULL }
    AND EXISTS { MATCH (person) WHERE  // a pattern of its own: properties first
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
    } AS isOpen
WITH mine, talk, person, isOpen, isOpen AS isVisible,
  // is led
  EXISTS {
    MATCH (lead:Freelancer)-[l:MEMBER_OF {isLead: true}]->(:Team {id: talk.team})
    WHERE lead.status = 'ACTIVE' AND l.leftAt IS NULL AND l.closings = coalesce(lead.closings, 0)
  }
  // end
  AS isLed
RETURN coalesce(talk.pair, talk.id) AS pair,
  {id: talk.id, team: talk.team, isOpen: isOpen OR isLed, unread: mine.unread} AS conversation,
  CASE WHEN person IS NOT NULL THEN {
    id: person.id, handle: person.handle,
    name: CASE
      WHEN isOpen THEN person.name
      WHEN person.id < $me THEN coalesce(talk.lowName, person.name)
      ELSE coalesce(talk.highName, person.name)
    END,
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
  } END AS person
