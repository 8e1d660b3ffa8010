// Keys of people who offer this in few cities or with rare skills, as I may find them, in the order of names or rates.
// Whoever lives there, has one of the skills, or one of the skills there, is gathered and sorted: the same at any depth.
// Skills are written as they stand on people: the id, a colon, the level. Empty lists and texts ask for nothing.
// With $isStart also how close each is to me: connections in common that nobody hides from me, and place.
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
// :param byRate => false
// :param low => ''
// :param high => '~'
// :param forward => true
// :param limit => 160
// :param isStart => true
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
WITH me, blocked, person, CASE WHEN $byRate THEN person.rateKey ELSE person.nameKey END AS key
WHERE $low <= key AND key < $high
WITH me, blocked, person, key
ORDER BY CASE WHEN $forward THEN key END, CASE WHEN NOT $forward THEN key END DESC LIMIT $limit
WITH me, blocked, collect({person: person, key: key}) AS found
// closeness
WITH me, blocked, found, me.networkIds AS listed, me.cityId AS city, me.countryCode AS country
WITH blocked, found, city, country, CASE
    WHEN NOT $isStart THEN []
    WHEN listed IS NOT NULL THEN listed
    ELSE COLLECT { MATCH (me)-[:CONNECTED_TO]-(mine) RETURN mine.id }
  END AS network
UNWIND found AS row
WITH blocked, network, city, country, row.key AS key, row.person AS person, row.distance AS told,
  CASE WHEN $isStart THEN row.person.networkIds END AS listed
WITH blocked, city, country, key, person, told,
  CASE
    WHEN NOT $isStart THEN []
    WHEN listed IS NOT NULL THEN [id IN listed WHERE id IN network]
    WHEN COUNT { (person)-[:CONNECTED_TO]-() } < size(network) THEN
      COLLECT { MATCH (person)-[:CONNECTED_TO]-(other) WHERE other.id IN network RETURN other.id }
    ELSE COLLECT {
      UNWIND network AS id
      MATCH ()-[:CONNECTED_TO {pair: CASE WHEN id < person.id THEN id + '|' + person.id ELSE person.id + '|' + id END}]->()
      RETURN id
    }
  END AS shared
WITH blocked, key, shared,
  CASE
    WHEN NOT $isStart THEN 0
    // Where somebody was found tells it. Not found near, they may be near all the same, behind as many as were read; with
    // nobody in common those are ahead of them anyway, and nothing is read.
    WHEN told < 2 OR told = 2 AND shared = [] THEN told
    WHEN person.cityId = city THEN 0
    WHEN person.countryCode = country THEN 1
    ELSE 2
  END AS distance
WITH blocked, collect({key: key, shared: shared, distance: distance}) AS rows
WITH rows, COLLECT {
  UNWIND rows AS row
  UNWIND row.shared AS id
  WITH DISTINCT id
  MATCH (other:Freelancer {id: id})
  WHERE other.visibility <> 'PUBLIC' OR other.status <> 'ACTIVE' OR other IN blocked
  RETURN id
} AS hidden
UNWIND rows AS row
RETURN row.key AS key, size([id IN row.shared WHERE NOT id IN hidden]) AS common, row.distance AS distance
// end
