// Who can do what I can do, rare skills counting more, with the skills.
// The twin of skill_idf: each shared skill counts one over the logarithm of one plus its holders whom I may find.
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
WITH me, known, skill, holders, 1 / log(1 + CASE WHEN size(holders) > 1 THEN size(holders) ELSE 1 END) AS weight
UNWIND holders AS person
WITH me, known, skill, weight, person
WHERE person <> me AND NOT person IN known
WITH person.id AS id, round(sum(weight), 10) AS score, collect(skill) AS skills
ORDER BY score DESC, id LIMIT $limit
RETURN id, score, [each IN skills | each.id] AS shared
ORDER BY score DESC, id
