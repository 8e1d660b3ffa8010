// The people around me whom I may see, within one or two connections, and what a team must know of them; the first is me.
// Private people are among them only when connected with me, and nobody is reached through one.
// Ties and blocks among them come with the person they are stored from.
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
WITH me, near + CASE WHEN $radius > 1 THEN COLLECT {
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
} ELSE [] END AS others
WITH [me] + others AS pool
RETURN COLLECT {
  UNWIND pool AS person
  RETURN [
    person.id, person.hourlyRate, person.currency, person.weeklyHours, person.timeZone, person.visibility,
    COLLECT {
      MATCH (person)-[has:HAS_SKILL]->(skill:Skill) WHERE skill.id IN $skills RETURN [skill.id, has.level]
    },
    COLLECT {
      MATCH (person)-[tie:CONNECTED_TO|BLOCKED]->(other:Freelancer) WHERE other IN pool
      RETURN [other.id, tie.since.epochSeconds, tie.jobsTogether, tie.lastJobAt.epochSeconds]
    }
  ]
} AS people
