// Keys of people whose folded name lies in one of these ranges, as I may find them, from the end of the order of names.
// A key is the folded shown name and the id. Hidden people are not even passed by: what hides them leads the index.
// :param me => 'FL_0000000000000000'
// :param names => [{low: 'ana p', high: 'ana q'}]
// :param initials => [{low: 'p ana ', high: 'p ana!'}]
// :param after => ''
// :param before => '~'
// :param limit => 200
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
CALL (me, blocked) {
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
    RETURN person, person.nameKey AS key ORDER BY person.status DESC, person.visibility DESC, person.nameKey DESC LIMIT $limit
  }
  RETURN person, key
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
  RETURN person, key
}
RETURN key ORDER BY key DESC LIMIT $limit
