// A page of each of these people's networks as it was at an instant, from the ledger alone, newest connection first.
// Whoever was deactivated then is not in it, and erased people are in no past instant.
// :param owners => ['FL_0000000000000000']
// :param at => datetime('2026-01-01T00:00:00Z')
// :param afterTime => datetime('9999-12-31T00:00:00Z')
// :param afterId => ''
// :param beforeTime => datetime('0001-01-01T00:00:00Z')
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
UNWIND $owners AS wanted
MATCH (owner:Freelancer {id: wanted}) WHERE owner.status <> 'ERASED'
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
WITH ownerId, collect({at: connectedAt, person: other}) AS everybody
RETURN ownerId AS owner, {
  total: size(everybody),
  edges: COLLECT {
    UNWIND everybody AS edge
    WITH edge.at AS at, edge.person AS other
    WHERE (at < $afterTime OR (at = $afterTime AND other.id > $afterId))
      AND (at > $beforeTime OR (at = $beforeTime AND other.id < $beforeId))
    WITH at, other
    ORDER BY
      CASE WHEN $forward THEN at END DESC, CASE WHEN $forward THEN other.id END,
      CASE WHEN NOT $forward THEN at END, CASE WHEN NOT $forward THEN other.id END DESC
    LIMIT $limit
    RETURN {at: at, key: other.id, person: {id: other.id, handle: other.handle, name: other.name, profile: null}}
  }
} AS page
