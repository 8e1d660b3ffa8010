// Who lives near me, nearer people and those with categories and skills in common first, with distance and city.
// The twin of geo_radius: one plus shared categories plus shared skills, over one plus kilometres between the cities.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param dismissedSince => datetime('2025-07-05T00:00:00Z')
// :param kilometres => 50.0
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
MATCH (me)-[:LIVES_IN]->(home:City)
WITH me, blocked, known, home,
  COLLECT { MATCH (me)-[:HAS_SKILL]->(skill:Skill) RETURN skill } AS skills,
  COLLECT { MATCH (me)-[:WORKS_IN]->(category:Category) RETURN category } AS categories
MATCH (city:City)
WHERE point.distance(city.point, home.point) <= $kilometres * 1000
WITH me, blocked, known, skills, categories, city, point.distance(city.point, home.point) / 1000 AS away
MATCH (city)<-[:LIVES_IN]-(person:Freelancer)
WHERE person <> me AND NOT person IN known AND person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
WITH person, city, away,
  COUNT { MATCH (person)-[:HAS_SKILL]->(skill) WHERE skill IN skills } AS sharedSkills,
  COUNT { MATCH (person)-[:WORKS_IN]->(category) WHERE category IN categories } AS sharedCategories
RETURN person.id AS id, round((1 + sharedCategories + sharedSkills) / (1 + away), 10) AS score, away, city.id AS city
ORDER BY score DESC, id LIMIT $limit
