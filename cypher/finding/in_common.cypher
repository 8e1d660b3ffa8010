// What each of these people has in common with me, as far as their profile is shown to me: city and skills.
// :param me => 'FL_0000000000000000'
// :param others => ['FL_0000000000000001']
MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
WITH me, blocked, COLLECT { MATCH (me)-[:HAS_SKILL]->(skill:Skill) RETURN skill } AS skills
UNWIND $others AS other
MATCH (person:Freelancer {id: other})
WHERE
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
RETURN other, {
  isSameCity: coalesce(person.cityId = me.cityId, false),
  skills: COLLECT {
    MATCH (person)-[:HAS_SKILL]->(skill:Skill)
    WHERE skill IN skills
    RETURN {id: skill.id, name: skill.name, synonyms: coalesce(skill.synonyms, [])[..50]}
    ORDER BY skill.name, skill.id LIMIT 50
  }
} AS common
