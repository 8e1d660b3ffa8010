// The network of one person as it was at an instant, from the ledger alone, newest connection first; for analysts.
// Whoever was deactivated then is not in it, and erased people are in no past instant.
// :param person => 'FL_0000000000000000'
// :param at => datetime('2026-01-01T00:00:00Z')
// :param limit => 100
MATCH (owner:Freelancer {id: $person}) WHERE owner.status <> 'ERASED'
WITH owner.id AS ownerId
// connected at $at
CALL (ownerId) {
  MATCH (e:Event {a: ownerId}) WHERE e.at <= $at RETURN e, e.b AS otherId
  UNION ALL
  MATCH (e:Event {b: ownerId}) WHERE e.at <= $at RETURN e, e.a AS otherId
}
WITH ownerId, otherId,
  max(CASE WHEN e.kind IN ['INVITATION_ACCEPTED', 'CONNECTION_IMPORTED'] THEN e.at END) AS connectedAt,
  max(CASE WHEN e.kind IN ['CONNECTION_REMOVED', 'FREELANCER_BLOCKED'] THEN e.at END) AS endedAt
WHERE connectedAt IS NOT NULL AND (endedAt IS NULL OR endedAt < connectedAt)
CALL (ownerId, otherId) {
  UNWIND [ownerId, otherId] AS id
  OPTIONAL MATCH (s:Event)
  USING INDEX s:Event(kind, a)  // the events of one account, not all that the person did
  WHERE s.kind IN ['FREELANCER_DEACTIVATED', 'FREELANCER_REACTIVATED'] AND s.a = id AND s.at <= $at
  WITH id,
    max(CASE s.kind WHEN 'FREELANCER_DEACTIVATED' THEN s.at END) AS hiddenAt,
    max(CASE s.kind WHEN 'FREELANCER_REACTIVATED' THEN s.at END) AS backAt
  WHERE hiddenAt IS NOT NULL AND (backAt IS NULL OR backAt < hiddenAt)
  RETURN count(*) AS hidden
}
WITH ownerId, otherId, connectedAt WHERE hidden = 0
MATCH (other:Freelancer {id: otherId}) WHERE other.status <> 'ERASED'
// end
RETURN other.id AS id, other.handle AS handle, other.name AS name, connectedAt
ORDER BY connectedAt DESC, id
LIMIT $limit
