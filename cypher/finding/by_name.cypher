// Keys of people whose folded name lies in one of these ranges, as I may find them, in the order of names.
// A key is the folded shown name and the id. Hidden people are not even passed by: what hides them leads the index.
// With $isStart the first $near of my city, as many of my country and the first $limit of all, of whom the nearest $most
// come, and how close each is to me: connections in common that nobody hides from me, and place.
// :param me => 'FL_0000000000000000'
// :param names => [{low: 'ana p', high: 'ana q'}]
// :param initials => [{low: 'p ana ', high: 'p ana!'}]
// :param after => ''
// :param before => '~'
// :param limit => 40
// :param near => 40
// :param most => 56
// :param isStart => true
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
CALL (me, blocked) {
  UNWIND $names AS range
  CALL (range, me, blocked) {
    MATCH (person:Freelancer)
    USING INDEX person:Freelancer(status, visibility, cityId, nameKey)
    WHERE person.cityId = me.cityId AND person.nameKey >= range.low AND person.nameKey < range.high
      AND person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND coalesce(person <> me, true)
    RETURN person, person.nameKey AS key
    ORDER BY person.status, person.visibility, person.cityId, person.nameKey LIMIT $near
  }
  RETURN person, key, 0 AS distance
  UNION
  UNWIND $names AS range
  CALL (range, me, blocked) {
    MATCH (person:Freelancer)
    USING INDEX person:Freelancer(status, visibility, countryCode, nameKey)
    WHERE person.countryCode = me.countryCode AND person.nameKey >= range.low AND person.nameKey < range.high
      AND person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND coalesce(person <> me, true)
    RETURN person, person.nameKey AS key
    ORDER BY person.status, person.visibility, person.countryCode, person.nameKey LIMIT $near
  }
  RETURN person, key, 1 AS distance
  UNION
  UNWIND $names AS range
  CALL (range, me, blocked) {
    MATCH (person:Freelancer)
    USING INDEX person:Freelancer(status, visibility, nameKey)
    WHERE person.nameKey >= range.low AND person.nameKey < range.high AND person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND coalesce(person <> me, true)
    RETURN person, person.nameKey AS key ORDER BY person.status, person.visibility, person.nameKey LIMIT $limit
  }
  RETURN person, key, 2 AS distance
  UNION
  UNWIND $initials AS range
  CALL (range, me, blocked) {
    MATCH (person:Freelancer)
    USING INDEX person:Freelancer(status, visibility, initialKey, nameKey)
    WHERE person.initialKey >= range.low AND person.initialKey < range.high AND $after < person.nameKey < $before
      AND person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND coalesce(person <> me, true)
    RETURN person, person.nameKey AS key
  }
  RETURN person, key, CASE
    WHEN NOT $isStart THEN 2
    WHEN person.cityId = me.cityId THEN 0
    WHEN person.countryCode = me.countryCode THEN 1
    ELSE 2
  END AS distance
}
WITH me, blocked, person, key, min(distance) AS distance
ORDER BY distance, key LIMIT $most
WITH me, blocked, collect({person: person, key: key, distance: distance}) AS found
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
