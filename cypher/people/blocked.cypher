// Whom I blocked, latest first, by the name of then, whatever they did since; nobody sees this list but me.
// :param me => 'FL_0000000000000000'
// :param afterTime => datetime('9999-12-31T00:00:00Z')
// :param afterId => ''
// :param beforeTime => datetime('0001-01-01T00:00:00Z')
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
RETURN {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (me)-[:BLOCKED]->(other:Freelancer) WHERE other.status <> 'ERASED'
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (me)-[block:BLOCKED]->(other:Freelancer)
    WHERE other.status <> 'ERASED'
      AND (block.at < $afterTime OR (block.at = $afterTime AND other.id > $afterId))
      AND (block.at > $beforeTime OR (block.at = $beforeTime AND other.id < $beforeId))
    WITH block, other
    ORDER BY
      CASE WHEN $forward THEN block.at END DESC, CASE WHEN $forward THEN other.id END,
      CASE WHEN NOT $forward THEN block.at END, CASE WHEN NOT $forward THEN other.id END DESC
    LIMIT $limit
    RETURN {
      at: block.at, key: other.id,
      person: {id: other.id, handle: other.handle, name: block.name, profile: null}
    }
  }
} AS page
