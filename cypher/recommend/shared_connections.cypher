// Who shares connections with me, weighed one of four ways, with the connections.
// The twin of common_neighbors (COUNT), adamic_adar (ADAMIC), resource_allocation (RESOURCE) and jaccard (JACCARD).
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param dismissedSince => datetime('2025-07-05T00:00:00Z')
// :param weighing => 'RESOURCE'
// :param limit => 20
MATCH (me:Freelancer {id: $me})
WHERE me.status = 'ACTIVE'
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
WITH me, blocked,
  // never suggested
  COLLECT {
    MATCH (me)-[:CONNECTED_TO]-(known:Freelancer) RETURN known
    UNION
    MATCH (me)-[i:INVITED]->(known:Freelancer)
    WHERE i.expiresAt > $now AND coalesce(i.senderClosings, 0) = coalesce(me.closings, 0) AND i.byEmail IS NULL
    RETURN known
    UNION
    MATCH (me)<-[i:INVITED]-(known:Freelancer)
    WHERE i.expiresAt > $now AND coalesce(i.senderClosings, 0) = coalesce(known.closings, 0)
      AND coalesce(i.recipientClosings, 0) = coalesce(me.closings, 0)
      AND NOT EXISTS { (me)-[aside:SET_ASIDE]->(known) WHERE aside.invitation = i.id }
    RETURN known
    UNION
    MATCH (me)-[declined:DECLINED]->(known:Freelancer) WHERE declined.lastAt > $dismissedSince RETURN known
    UNION
    MATCH (me)-[dismissed:DISMISSED]->(known:Freelancer) WHERE dismissed.at > $dismissedSince RETURN known
  } AS known
  // end
WITH me, blocked, known, COUNT {
  MATCH (me)-[:CONNECTED_TO]-(person:Freelancer)
  WHERE person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
} AS mine
MATCH (me)-[:CONNECTED_TO]-(person:Freelancer)
WHERE person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
WITH me, blocked, known, mine, person AS friend ORDER BY friend.id
CALL (me, blocked, friend) {
  MATCH (friend)-[:CONNECTED_TO]-(person:Freelancer)
  WHERE person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  RETURN collect(person) AS theirs
}
WITH me, blocked, known, mine, friend, theirs,
  CASE
    WHEN $weighing = 'ADAMIC' THEN 1 / log(CASE WHEN size(theirs) > 2 THEN size(theirs) ELSE 2 END)
    WHEN $weighing = 'RESOURCE' AND size(theirs) > 1 THEN 1.0 / size(theirs)
    ELSE 1.0
  END AS weight
UNWIND theirs AS person
WITH me, blocked, known, mine, friend, weight, person
WHERE person <> me AND NOT person IN known
WITH blocked, mine, person, sum(weight) AS total, collect(friend.id) AS shared
WITH person, shared, total, CASE WHEN $weighing = 'JACCARD' THEN mine + COUNT {
  MATCH (person)-[:CONNECTED_TO]-(theirs:Freelancer)
  WHERE theirs.visibility = 'PUBLIC' AND theirs.status = 'ACTIVE' AND NOT theirs IN blocked
} - total ELSE 1.0 END AS union
RETURN person.id AS id, round(total / union, 10) AS score, shared
ORDER BY score DESC, id LIMIT $limit
