// Deletes so many relationships of an erased person, whatever they are, and counts them by type.
// The people at both ends are locked in the order of their ids, as acts do, so that neither waits for the other for ever.
// :param person => 'FL_0000000000000000'
// :param limit => 5000
MATCH (person:Freelancer {id: $person}) WHERE person.status = 'ERASED'
CALL (person) {
  MATCH (person)--(other)
  WITH person, other LIMIT $limit
  WITH person, collect(DISTINCT other) AS others
  UNWIND [person] + [other IN others WHERE other:Freelancer] AS each
  WITH DISTINCT each ORDER BY each.id
  SET each.lock = 0
  RETURN count(*) AS locked
}
MATCH (person)-[link]-()
WITH DISTINCT link LIMIT $limit
WITH link, type(link) AS kind, [startNode(link), endNode(link)] AS ends
FOREACH (each IN CASE WHEN kind = 'CONNECTED_TO' THEN ends ELSE [] END | REMOVE each.networkIds)
DELETE link
RETURN kind, count(*) AS count
