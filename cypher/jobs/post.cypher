// Writes a new job of a client with what it requires, and its event; who posts it is locked already.
// :param me => 'CL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param job => {id: 'JO_0000000000000000'}
// :param requirements => [{skill: 'SK_0000000000000000', level: 1, seats: 1, weeklyHours: 10.0}]
// :param event => {id: 'EV_0000000000000000', kind: 'JOB_POSTED'}
MATCH (client:Client {id: $me})
WITH client, CASE WHEN client.lastEventAt >= $now
  THEN client.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
CREATE (client)-[:POSTED]->(job:Job {state: 'OPEN', postedAt: $now})
SET job += $job, client.lastEventAt = at
WITH job, at
CALL (job) {
  UNWIND $requirements AS each
  MATCH (skill:Skill {id: each.skill})
  CREATE (job)-[:REQUIRES {level: each.level, seats: each.seats, weeklyHours: each.weeklyHours, weight: each.weight}]->(skill)
  RETURN count(*) AS required
}
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction(), job: job.id})
SET event += $event
RETURN required
