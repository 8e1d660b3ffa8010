// The people around me whom I may see, within one or two connections, and what a team must know of them; the first is me.
// Private people are among them only when connected with me, and nobody is reached through one.
// All of it comes in columns, for there are thousands of people and ties: ids, hours and zones of everybody, -1 and '' where
// there are none; who has one of the skills, at which level and for what rate; and ties and blocks, the one end by its place
// among the ids and the other by its id. A block is since -1.
// :param me => 'FL_0000000000000000'
// :param radius => 2
// :param skills => ['SK_0000000000000000']
MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
WITH me, blocked, COLLECT {
  MATCH (me)-[:CONNECTED_TO]-(person:Freelancer)
  WHERE
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  RETURN person
} AS near
WITH [me] + near AS close, [me] + near + CASE WHEN $radius > 1 THEN COLLECT {
  UNWIND near AS middle
  WITH middle WHERE middle.visibility = 'PUBLIC'
  MATCH (middle)-[:CONNECTED_TO]-(person:Freelancer)
  WITH DISTINCT person
  WHERE person <> me AND person.visibility = 'PUBLIC' AND NOT person IN near AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  RETURN person
} ELSE [] END AS pool
CALL (pool) {
  UNWIND range(0, size(pool) - 1) AS place
  WITH place, pool[place] AS person ORDER BY place
  RETURN
    collect(person.id) AS ids,
    collect(coalesce(person.weeklyHours, -1.0)) AS hours,
    collect(coalesce(person.timeZone, '')) AS zones
}
WITH *, COLLECT { MATCH (skill:Skill) WHERE skill.id IN $skills RETURN skill } AS wanted
CALL (pool, wanted) {
  UNWIND range(0, size(pool) - 1) AS place
  WITH place, pool[place] AS person, wanted
  MATCH (person)-[has:HAS_SKILL]->(skill) WHERE skill IN wanted
  RETURN collect([place, skill.id, has.level, person.hourlyRate, person.currency]) AS holders
}
CALL (pool) {
  UNWIND range(0, size(pool) - 1) AS place
  WITH place, pool[place] AS person, pool
  MATCH (person)-[tie:CONNECTED_TO|BLOCKED]->(other) WHERE other IN pool
  RETURN
    collect(place) AS one,
    collect(other.id) AS other,
    collect(coalesce(tie.since.epochSeconds, -1)) AS since,
    collect(coalesce(tie.jobsTogether, 0)) AS jobs,
    collect(coalesce(tie.lastJobAt.epochSeconds, -1)) AS last
}
RETURN
  ids, hours, zones,
  COLLECT { UNWIND close AS person WITH person WHERE person.visibility = 'PRIVATE' RETURN person.id } AS private,
  holders, one, other, since, jobs, last
