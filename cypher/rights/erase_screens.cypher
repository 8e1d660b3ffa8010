// Deletes so much of what an erased person's screens told, takes the person out of what others' told, and counts it.
// :param person => 'FL_0000000000000000'
// :param limit => 5000
CALL {
  MATCH (seen:InterfaceEvent {person: $person}) RETURN seen, true AS isGone LIMIT $limit
  UNION
  MATCH (seen:InterfaceEvent {about: $person}) RETURN seen, false AS isGone LIMIT $limit
}
WITH seen, isGone LIMIT $limit
FOREACH (gone IN CASE WHEN isGone THEN [seen] ELSE [] END | DELETE gone)
FOREACH (kept IN CASE WHEN isGone THEN [] ELSE [seen] END | REMOVE kept.about)
RETURN count(*) AS count
