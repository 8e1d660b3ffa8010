// Pages of networks, newest connection first: of my own, and of people connected with me.
// One row for each owner whose network I may see; others give no row. Private people stand in my own list only.
// :param me => 'FL_0000000000000000'
// :param owners => ['FL_0000000000000000']
// :param afterTime => datetime('9999-12-31T00:00:00Z')
// :param afterId => ''
// :param beforeTime => datetime('0001-01-01T00:00:00Z')
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
// :param profile => []
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
UNWIND $owners AS ownerId
MATCH (owner:Freelancer {id: ownerId})
WHERE owner.status = 'ACTIVE' AND (owner.id = $me OR EXISTS { (owner)-[:CONNECTED_TO]-(me) })
RETURN owner.id AS owner, {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (owner)-[:CONNECTED_TO]-(person:Freelancer)
    WHERE
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND (owner.id = $me OR person.visibility = 'PUBLIC' OR person.id = $me)
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (owner)-[c:CONNECTED_TO]-(person:Freelancer)
    WHERE
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND (owner.id = $me OR person.visibility = 'PUBLIC' OR person.id = $me)
      AND (c.since < $afterTime OR (c.since = $afterTime AND person.id > $afterId))
      AND (c.since > $beforeTime OR (c.since = $beforeTime AND person.id < $beforeId))
    WITH c, person, true AS isVisible
    ORDER BY
      CASE WHEN $forward THEN c.since END DESC, CASE WHEN $forward THEN person.id END,
      CASE WHEN NOT $forward THEN c.since END, CASE WHEN NOT $forward THEN person.id END DESC
    LIMIT $limit
    RETURN {
      at: c.since, key: person.id,
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
