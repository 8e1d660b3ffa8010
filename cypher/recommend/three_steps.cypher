// Who is three steps away, each path weighed by powers of the degrees on it, with how many people lie one step before.
// The twin of l3 (alpha 0.5, beta 0), p3alpha and rp3beta. For experiments: it walks everybody within two steps.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param dismissedSince => datetime('2025-07-05T00:00:00Z')
// :param alpha => 0.5
// :param beta => 0.0
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
// In a query of its own, which groups by people alone: with the lists among what is grouped by, each row is told apart by
// everybody in them.
CALL (me, blocked, known) {
  MATCH (me)-[:CONNECTED_TO]-(person:Freelancer)
  WHERE person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  WITH person AS friend ORDER BY friend.id
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
  WITH theirs, CASE WHEN size(theirs) > 1 THEN size(theirs) ELSE 1 END ^ -$alpha AS weight
  UNWIND theirs AS between
  WITH between, sum(weight) AS value ORDER BY between.id
  CALL (me, blocked, between) {
    MATCH (between)-[:CONNECTED_TO]-(person:Freelancer)
    WHERE person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
    RETURN collect(person) AS theirs
  }
  WITH theirs, value * CASE WHEN size(theirs) > 1 THEN size(theirs) ELSE 1 END ^ -$alpha AS weight
  UNWIND theirs AS person
  WITH person, sum(weight) AS total, count(*) AS before
  WHERE person <> me AND NOT person IN known
  RETURN person, total, before
}
// What has no weight is not counted: it would be half of the work.
WITH person, total, before, CASE WHEN $beta = 0 THEN 1 ELSE COUNT {
  MATCH (person)-[:CONNECTED_TO]-(theirs:Freelancer)
  WHERE theirs.visibility = 'PUBLIC' AND theirs.status = 'ACTIVE' AND NOT theirs IN blocked
} END AS degree
RETURN person.id AS id, round(total * CASE WHEN degree > 1 THEN degree ELSE 1 END ^ -$beta, 10) AS score, before
ORDER BY score DESC, id LIMIT $limit
