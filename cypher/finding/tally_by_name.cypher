// How many people I can find by name, and for each kind asked for how many of them have each value.
// :param me => 'FL_0000000000000000'
// :param names => [{low: 'ana p', high: 'ana q'}]
// :param initials => [{low: 'p ana ', high: 'p ana!'}]
// :param kinds => ['SKILL']
// :param limit => 10
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
CALL (me, blocked) {
  UNWIND $names AS range
  MATCH (person:Freelancer)
  USING INDEX person:Freelancer(status, visibility, nameKey)
  WHERE person.nameKey >= range.low AND person.nameKey < range.high AND person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
    AND coalesce(person <> me, true)
  RETURN person
  UNION
  UNWIND $initials AS range
  MATCH (person:Freelancer)
  USING INDEX person:Freelancer(status, visibility, initialKey, nameKey)
  WHERE person.initialKey >= range.low AND person.initialKey < range.high AND person.nameKey IS NOT NULL
    AND person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
    AND coalesce(person <> me, true)
  RETURN person
}
WITH collect(person) AS people
CALL (people) {
  UNWIND CASE WHEN 'SKILL' IN $kinds THEN people ELSE [] END AS person
  UNWIND person.skillLevels AS has
  WITH split(has, ':')[0] AS id
  WITH id, count(*) AS number ORDER BY number DESC, id LIMIT $limit
  MATCH (subject:Skill {id: id})
  WITH collect(
    {count: number, id: id, name: subject.name, synonyms: coalesce(subject.synonyms, [])[..50]}
  ) AS subjects
  RETURN 'SKILL' AS kind, subjects
  UNION ALL
  UNWIND CASE WHEN 'CITY' IN $kinds THEN people ELSE [] END AS person
  WITH person.cityId AS id WHERE id IS NOT NULL
  WITH id, count(*) AS number ORDER BY number DESC, id LIMIT $limit
  MATCH (subject:City {id: id})-[:IN]->(country:Country)
  WITH collect(
    {count: number, id: id, name: subject.name, countryCode: country.code, countryName: country.name}
  ) AS subjects
  RETURN 'CITY' AS kind, subjects
  UNION ALL
  UNWIND CASE WHEN 'CATEGORY' IN $kinds THEN people ELSE [] END AS person
  UNWIND person.categoryIds AS id
  WITH id, count(*) AS number ORDER BY number DESC, id LIMIT $limit
  MATCH (subject:Category {id: id})
  WITH collect({count: number, id: id, name: subject.name}) AS subjects
  RETURN 'CATEGORY' AS kind, subjects
}
RETURN size(people) AS total, kind, subjects
