// Who could do jobs: one freelancer (SINGLE), else a team from one network (ONE_HOP), else from within two connections (TWO_HOP).
// A team has for each seat somebody active with a rate, the level and the hours; private people are in teams of those they
// are connected with alone. Budgets, working hours, blocks and several seats of one person are the solver's. For analysts.
// :param jobs => ['JO_0000000000000000']
UNWIND $jobs AS id
MATCH (job:Job {id: id})
CALL (job) {
  MATCH (job)-[line:REQUIRES]->(skill:Skill)
  WHERE line.weight IS NULL
  OPTIONAL MATCH (skill)<-[has:HAS_SKILL]-(person:Freelancer)
  WHERE has.level >= line.level AND person.status = 'ACTIVE' AND person.hourlyRate IS NOT NULL
    AND coalesce(person.weeklyHours, 168.0) >= line.weeklyHours
  WITH skill, line, collect(person) AS holders
  RETURN collect({seats: line.seats, hours: line.weeklyHours, holders: holders}) AS needs
}
WITH job, needs, size(needs) > 0 AND all(need IN needs WHERE size(need.holders) >= need.seats) AS isPossible,
  reduce(sum = 0.0, need IN needs | sum + need.hours) AS hours
CALL (needs, hours, isPossible) {
  UNWIND CASE WHEN isPossible AND all(need IN needs WHERE need.seats = 1) THEN needs ELSE [] END AS need
  UNWIND need.holders AS person
  WITH needs, hours, person, count(*) AS filled
  WHERE filled = size(needs) AND coalesce(person.weeklyHours, 168.0) >= hours
  RETURN count(*) AS singles
}
CALL (needs, singles, isPossible) {
  UNWIND CASE WHEN isPossible AND singles = 0 THEN needs ELSE [] END AS need
  UNWIND need.holders AS person
  CALL (person) {
    RETURN person AS lead
    UNION ALL
    MATCH (person)-[:CONNECTED_TO]-(lead:Freelancer)
    WHERE lead.status = 'ACTIVE'
    RETURN lead
  }
  WITH needs, need, lead, count(*) AS people
  WHERE people >= need.seats
  WITH needs, lead, count(*) AS covered
  WHERE covered = size(needs)
  RETURN count(*) AS near
}
CALL (needs, singles, near, isPossible) {
  UNWIND CASE WHEN isPossible AND singles = 0 AND near = 0 THEN needs ELSE [] END AS need
  CALL (need) {
    UNWIND need.holders AS person
    CALL (person) {
      RETURN person AS middle
      UNION ALL
      MATCH (person)-[:CONNECTED_TO]-(middle:Freelancer)
      WHERE middle.status = 'ACTIVE'
      RETURN middle
    }
    // For one seat it does not matter who fills it, so each middle is walked from once.
    WITH DISTINCT need, middle, person.visibility = 'PUBLIC' AND middle.visibility = 'PUBLIC' AS leadsOn,
      CASE WHEN need.seats = 1 THEN '' ELSE person.id END AS who
    CALL (middle, leadsOn) {
      RETURN middle AS lead
      UNION ALL
      MATCH (middle)-[:CONNECTED_TO]-(lead:Freelancer)
      WHERE leadsOn AND lead.status = 'ACTIVE'
      RETURN lead
    }
    WITH need, lead, count(DISTINCT who) AS people
    WHERE people >= need.seats
    RETURN lead
  }
  WITH needs, lead, count(*) AS covered
  WHERE covered = size(needs)
  RETURN count(*) AS far
}
RETURN job.id AS job,
  CASE WHEN singles > 0 THEN 'SINGLE' WHEN near > 0 THEN 'ONE_HOP' WHEN far > 0 THEN 'TWO_HOP' ELSE 'NOBODY' END AS by
