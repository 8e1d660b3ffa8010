// Keys of people who offer this, as I may find them, in the order of names; read on until enough are found.
// With $isStart also how close each is to me: connections in common that nobody hides from me, and place.
// Skills are written as they stand on people: the id, a colon, the level. Empty lists and texts ask for nothing.
// :param me => 'FL_0000000000000000'
// :param anySkill => ['SK_0000000000000000:4', 'SK_0000000000000000:5']
// :param allSkills => [['SK_0000000000000001:5']]
// :param categories => []
// :param cities => []
// :param country => ''
// :param currency => ''
// :param minRate => 0
// :param maxRate => 9007199254740991
// :param minHours => 0.0
// :param low => ''
// :param high => '~'
// :param limit => 160
// :param isStart => true
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
MATCH (person:Freelancer)
USING INDEX person:Freelancer(status, visibility, nameKey)
WHERE person.nameKey >= $low AND person.nameKey < $high AND person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
  AND coalesce(person <> me, true)
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
WITH me, blocked, person, person.nameKey AS key ORDER BY person.status, person.visibility, person.nameKey LIMIT $limit
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
