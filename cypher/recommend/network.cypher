// Who shares connections with me, those with few connections counting more (Adamic and Adar), with the connections.
// A tie counts more, up to twice, for jobs that the two completed in one team. The twin of adamic_adar_ties.
// Sums run in the order of ids, and scores are rounded, so that equal scores are equal on both sides.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param dismissedSince => datetime('2025-07-05T00:00:00Z')
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
MATCH (me)-[mine:CONNECTED_TO]-(person:Freelancer)
WHERE person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
WITH me, blocked, known, person AS friend, 2 - 0.5 ^ coalesce(mine.jobsTogether, 0) AS mine ORDER BY friend.id
CALL (me, blocked, friend) {
  MATCH (friend)-[tie:CONNECTED_TO]-(person:Freelancer)
  WHERE person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  RETURN collect([person, person.id, tie.jobsTogether]) AS theirs
}
WITH me, known, friend, theirs, 1 / log(CASE WHEN size(theirs) > 2 THEN size(theirs) ELSE 2 END) * mine AS weight
UNWIND theirs AS each
WITH me, known, friend, each[0] AS person, each[1] AS id, weight * (2 - 0.5 ^ coalesce(each[2], 0)) AS weight
WHERE person <> me AND NOT person IN known
WITH id, round(sum(weight), 10) AS score, collect(friend) AS friends
ORDER BY score DESC, id LIMIT $limit
RETURN id, score, [each IN friends | each.id] AS shared
ORDER BY score DESC, id
