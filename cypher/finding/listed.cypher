// The first of these people who can be found by me, in this order; whoever is hidden since they were found is left out.
// :param me => 'FL_0000000000000000'
// :param ids => ['FL_0000000000000001']
// :param limit => 21
// :param profile => []
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
UNWIND range(0, size($ids) - 1) AS place
MATCH (person:Freelancer {id: $ids[place]})
WHERE person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
  AND coalesce(person <> me, true)
WITH place, person, true AS isVisible ORDER BY place LIMIT $limit
RETURN {
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
} AS person
