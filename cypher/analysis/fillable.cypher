// Who could do jobs: one freelancer (SINGLE), else a team from one network (ONE_HOP), else from within two connections (TWO_HOP).
// A team has for each seat somebody active with a rate, the level and the hours; private people are in teams of those they
// are connected with alone. Budgets, working hours, blocks and several seats of one person are the solver's. For several
// seats of a skill within two connections, the leads with the most connections are asked. For analysts.
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
WITH job.id AS job, needs, size(needs) AS wanted, reduce(sum = 0.0, need IN needs | sum + need.hours) AS hours,
  size(needs) > 0 AND all(need IN needs WHERE size(need.holders) >= need.seats) AS isPossible
CALL (needs, wanted, hours, isPossible) {
  UNWIND CASE WHEN isPossible AND all(need IN needs WHERE need.seats = 1) THEN needs ELSE [] END AS need
  UNWIND need.holders AS person
  // Nothing long is grouped by: the memory of a transaction is bounded.
  WITH person, wanted, hours, count(*) AS filled
  WHERE filled = wanted AND coalesce(person.weeklyHours, 168.0) >= hours
  RETURN count(*) AS singles
}
CALL (needs, wanted, singles, isPossible) {
  UNWIND CASE WHEN isPossible AND singles = 0 THEN needs ELSE [] END AS need
  CALL (need) {
    WITH need.seats AS seats, need.holders AS holders
    UNWIND holders AS person
    CALL (person) {
      RETURN person AS lead
      UNION ALL
      MATCH (person)-[:CONNECTED_TO]-(lead:Freelancer)
      WHERE lead.status = 'ACTIVE'
      RETURN lead
    }
    WITH lead, seats, count(*) AS people
    WHERE people >= seats
    RETURN lead
  }
  WITH lead, wanted, count(*) AS covered
  WHERE covered = wanted
  RETURN count(*) AS near
}
CALL (needs, wanted, singles, near, isPossible) {
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
    WITH DISTINCT middle, person.visibility = 'PUBLIC' AND middle.visibility = 'PUBLIC' AS leadsOn
    CALL (middle, leadsOn) {
      RETURN middle AS lead
      UNION ALL
      MATCH (middle)-[:CONNECTED_TO]-(lead:Freelancer)
      WHERE leadsOn AND lead.status = 'ACTIVE'
      RETURN lead
    }
    RETURN DISTINCT lead
  }
  WITH lead, wanted, count(*) AS covered
  WHERE covered = wanted
  WITH lead ORDER BY COUNT { (lead)-[:CONNECTED_TO]-() } DESC, lead.id LIMIT 20
  RETURN collect(lead) AS leads
}
CALL (needs, leads) {
  WITH leads, [need IN needs WHERE need.seats > 1] AS several
  UNWIND leads AS lead
  CALL (lead, several) {
    UNWIND several AS need
    CALL (lead, need) {
      WITH lead, need.holders AS holders
      UNWIND holders AS person
      WITH lead, person
      WHERE person = lead OR EXISTS { (lead)-[:CONNECTED_TO]-(person) } OR person.visibility = 'PUBLIC' AND EXISTS {
        MATCH (lead)-[:CONNECTED_TO]-(middle:Freelancer)-[:CONNECTED_TO]-(person)
        WHERE middle.visibility = 'PUBLIC' AND middle.status = 'ACTIVE'
      }
      RETURN count(*) AS people
    }
    WITH need.seats AS seats, people
    WHERE people < seats
    RETURN count(*) AS lacking
  }
  WITH lacking WHERE lacking = 0
  RETURN count(*) AS far
}
RETURN job, CASE WHEN singles > 0 THEN 'SINGLE' WHEN near > 0 THEN 'ONE_HOP' WHEN far > 0 THEN 'TWO_HOP' ELSE 'NOBODY' END AS by
