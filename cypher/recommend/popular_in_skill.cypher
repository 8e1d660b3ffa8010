// The most connected people among those who share my skills, each skill handing out one vote in all, with the skills.
// The twin of popular_in_skill.
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
MATCH (me)-[:HAS_SKILL]->(skill:Skill)
WITH me, blocked, known, skill ORDER BY skill.id
CALL (me, blocked, skill) {
  MATCH (skill)<-[:HAS_SKILL]-(person:Freelancer)
  WHERE person.visibility = 'PUBLIC' AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  RETURN collect(person) AS holders
}
WITH me, blocked, known, skill, holders, 1.0 / CASE WHEN size(holders) > 1 THEN size(holders) ELSE 1 END AS weight
UNWIND holders AS person
WITH me, blocked, known, skill, weight, person
WHERE person <> me AND NOT person IN known
WITH blocked, person, sum(weight) AS total, collect(skill.id) AS shared
WITH person, total, shared, COUNT {
  MATCH (person)-[:CONNECTED_TO]-(theirs:Freelancer)
  WHERE theirs.visibility = 'PUBLIC' AND theirs.status = 'ACTIVE' AND NOT theirs IN blocked
} AS degree
RETURN person.id AS id, round(total * (1 + degree), 10) AS score, shared
ORDER BY score DESC, id LIMIT $limit
