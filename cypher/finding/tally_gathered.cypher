// How many people I can find by what they offer, and for each kind asked for how many of them have each value.
// Whoever lives in one of these cities, has one of these skills, or both, is gathered: for places and skills of few.
// :param me => 'FL_0000000000000000'
// :param homes => ['CI_0000000000000000']
// :param skills => []
// :param offered => [{low: 'SK_0000000000000000|CI_0000000000000000|4', high: 'SK_0000000000000000|CI_0000000000000000|6'}]
// :param anySkill => ['SK_0000000000000000:4', 'SK_0000000000000000:5']
// :param allSkills => [['SK_0000000000000001:5']]
// :param categories => []
// :param cities => []
// :param country => ''
// :param currency => ''
// :param minRate => 0
// :param maxRate => 9007199254740991
// :param minHours => 0.0
// :param kinds => ['SKILL']
// :param limit => 10
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
CALL (me) {
  UNWIND $homes AS home
  MATCH (person:Freelancer)
  USING INDEX person:Freelancer(status, visibility, cityId, nameKey)
  WHERE person.status = 'ACTIVE' AND person.visibility = 'PUBLIC' AND person.cityId = home AND person.nameKey IS NOT NULL
  RETURN person
  UNION
  UNWIND $skills AS skillId
  MATCH (person:Freelancer)-[:HAS_SKILL]->(:Skill {id: skillId})
  RETURN person
  UNION
  UNWIND $offered AS range
  MATCH (person:Freelancer)-[has:HAS_SKILL]->()
  USING INDEX has:HAS_SKILL(offerKey)
  WHERE has.offerKey >= range.low AND has.offerKey < range.high
  RETURN person
}
WITH me, blocked, person WHERE
  // offers
  CASE WHEN $anySkill = [] THEN true ELSE any(has IN person.skillLevels WHERE has IN $anySkill) END
  AND all(one IN $allSkills WHERE any(has IN person.skillLevels WHERE has IN one))
  AND CASE WHEN $categories = [] THEN true ELSE any(each IN person.categoryIds WHERE each IN $categories) END
  AND CASE WHEN $cities = [] THEN true ELSE person.cityId IN $cities END
  AND CASE WHEN $country = '' THEN true ELSE person.countryCode = $country END
  AND CASE WHEN $currency = '' THEN true
    ELSE person.currency = $currency AND $minRate <= person.hourlyRate <= $maxRate END
  AND CASE WHEN $minHours <= 0 THEN true ELSE person.weeklyHours >= $minHours END
  // end
WITH me, blocked, person WHERE person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
  AND coalesce(person <> me, true)
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
