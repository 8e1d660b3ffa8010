// Pages of people connected with both me and each other person asked about, in order of id.
// Private people are left out for everyone, and whoever is hidden from me has no row. My neighbours are collected once.
// :param me => 'FL_0000000000000000'
// :param others => ['FL_0000000000000001']
// :param afterId => ''
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
// :param profile => []
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
WITH me, blocked, COLLECT { MATCH (me)-[:CONNECTED_TO]-(mine:Freelancer) RETURN mine } AS network
UNWIND $others AS otherId
MATCH (person:Freelancer {id: otherId})
WHERE
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
WITH me, blocked, network, person AS other
RETURN other.id AS other, {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (other)-[:CONNECTED_TO]-(person:Freelancer)
    WHERE person IN network AND person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (other)-[:CONNECTED_TO]-(person:Freelancer)
    WHERE person IN network AND person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND person.id > $afterId AND person.id < $beforeId
    WITH person, true AS isVisible
    ORDER BY CASE WHEN $forward THEN person.id END, CASE WHEN NOT $forward THEN person.id END DESC
    LIMIT $limit
    RETURN {
      key: person.id,
      person: {
        id: person.id, handle: person.handle, name: person.name,
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
    }
  }
} AS page
