// How many people I can find whose folded name lies in one of these ranges.
// :param me => 'FL_0000000000000000'
// :param names => [{low: 'ana p', high: 'ana q'}]
// :param initials => [{low: 'p ana ', high: 'p ana!'}]
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
CALL (me, blocked) {
  UNWIND $names AS range
  MATCH (person:Freelancer)
  USING INDEX person:Freelancer(status, visibility, nameKey)
  WHERE person.nameKey >= range.low AND person.nameKey < range.high AND person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person.id = $me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
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
    AND (person.visibility = 'PUBLIC' OR person.id = $me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
    AND coalesce(person <> me, true)
  RETURN person
}
RETURN count(person) AS total
