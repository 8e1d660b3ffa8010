// The people around me whom I may see, within one or two connections, and what a team must know of them; the first is me.
// Private people are among them only when connected with me, and nobody is reached through one. Whose working day shares
// too little with mine is left out, and so is whoever is reached through such people alone: days begin at so many minutes
// of UTC, and may begin so far from each other, for all are equally long.
// It comes in blocks of a thousand people, so that the largest network fits into the memory of a transaction, and in columns,
// for there are thousands of people and ties: ids, hours and zones of everybody, -1 and '' where there are none; who has one
// of the skills, at which level and for what rate; and ties and blocks, the one end by its place among all the ids and the
// other by its id. A block is since -1.
// :param me => 'FL_0000000000000000'
// :param radius => 2
// :param skills => ['SK_0000000000000000']
// :param days => {`Europe/Lisbon`: 540}
// :param within => 360
MATCH (me:Freelancer {id: $me})
WITH me, $days[me.timeZone] AS day, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
WITH me, day, blocked, COLLECT {
  MATCH (me)-[:CONNECTED_TO]-(person:Freelancer)
  WHERE
    NOT coalesce($within < abs($days[person.timeZone] - day) < 1440 - $within, false) AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  RETURN person
} AS near
CALL (me, day, blocked, near) {
  // On its own, for a list beside people whom DISTINCT keeps counts as memory once for each of them.
  CALL (near) {
    UNWIND CASE WHEN $radius > 1 THEN near ELSE [] END AS middle
    WITH middle WHERE middle.visibility = 'PUBLIC'
    MATCH (middle)-[:CONNECTED_TO]-(person:Freelancer)
    RETURN DISTINCT person
  }
  WITH me, day, blocked, near, person
  WHERE person <> me AND person.visibility = 'PUBLIC' AND NOT person IN near AND
    NOT coalesce($within < abs($days[person.timeZone] - day) < 1440 - $within, false) AND
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  RETURN collect(person) AS far
}
WITH
  [me] + near + far AS pool,
  COLLECT { UNWIND [me] + near AS person WITH person WHERE person.visibility = 'PRIVATE' RETURN person.id } AS private,
  COLLECT { MATCH (skill:Skill) WHERE skill.id IN $skills RETURN skill } AS wanted
UNWIND range(0, size(pool) - 1, 1000) AS first
WITH *, pool[first .. first + 1000] AS block
CALL (first, block) {
  UNWIND range(0, size(block) - 1) AS at
  WITH at, block[at] AS person ORDER BY at
  RETURN
    collect(person.id) AS ids,
    collect(coalesce(person.weeklyHours, -1.0)) AS hours,
    collect(coalesce(person.timeZone, '')) AS zones
}
CALL (first, block, wanted) {
  UNWIND range(0, size(block) - 1) AS at
  WITH first + at AS place, block[at] AS person, wanted
  MATCH (person)-[has:HAS_SKILL]->(skill) WHERE skill IN wanted
  RETURN collect([place, skill.id, has.level, person.hourlyRate, person.currency]) AS holders
}
CALL (first, block, pool) {
  UNWIND range(0, size(block) - 1) AS at
  WITH first + at AS place, block[at] AS person, pool
  MATCH (person)-[tie:CONNECTED_TO|BLOCKED]->(other) WHERE other IN pool
  RETURN
    collect(place) AS one,
    collect(other.id) AS other,
    collect(coalesce(tie.since.epochSeconds, -1)) AS since,
    collect(coalesce(tie.jobsTogether, 0)) AS jobs,
    collect(coalesce(tie.lastJobAt.epochSeconds, -1)) AS last
}
RETURN
  first, ids, hours, zones,
  CASE WHEN first = 0 THEN private ELSE [] END AS private,
  holders, one, other, since, jobs, last
