// Proposals by id, each only to who made it and to the job's client while that person is active.
// A private person is shown to the client by name alone.
// :param me => 'FL_0000000000000000'
// :param ids => ['PR_0000000000000000']
// :param profile => []
OPTIONAL MATCH (freelancer:Freelancer {id: $me})
OPTIONAL MATCH (client:Client {id: $me})
WITH coalesce(freelancer, client) AS me
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
UNWIND $ids AS id
MATCH (person:Freelancer)-[p:PROPOSED_FOR {id: id}]->(job:Job)
WHERE person = me OR person.status = 'ACTIVE' AND EXISTS { (me)-[:POSTED]->(job) }
WITH me, person, job, properties(p) AS p, EXISTS { MATCH (person) WHERE  // a pattern of its own: properties first
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
} AS isVisible
WHERE p.id IS NOT NULL
RETURN {
  id: p.id, job: job.id, sentAt: p.sentAt, description: p.description,
  priceMinor: p.priceMinor, currency: p.currency, weeklyHours: p.weeklyHours, team: p.team,
  state:
    // proposal state
    CASE WHEN p.team IS NULL OR p.state <> 'SENT' OR EXISTS {
      MATCH (offering:Team {id: p.team})
      WHERE offering.version = p.termsVersion AND offering.size = COUNT {
        MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(offering)
        WHERE m.agreedTo = offering.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
          AND fellow.status = 'ACTIVE' AND m.closings = coalesce(fellow.closings, 0)
      }
    } THEN p.state ELSE 'WITHDRAWN' END
    // end
  ,
  person: {
    id: person.id, handle: person.handle, name: person.name, isPrivate: NOT isVisible,
    // profile
    profile: CASE WHEN size($profile) > 0 AND isVisible THEN {
      headline: person.headline,
      hourlyRate: person.hourlyRate, currency: person.currency, weeklyHours: person.weeklyHours,
      timeZone: person.timeZone,
      jobSuccessScore: person.jobSuccessScore, topRatedWeeks: person.topRatedWeeks,
      city: CASE WHEN 'city' IN $profile THEN head([(person)-[:LIVES_IN]->(city:City)-[:IN]->(country:Country) |
        {id: city.id, name: city.name, countryCode: country.code, countryName: country.name}]) END,
      categories: CASE WHEN 'categories' IN $profile THEN COLLECT {
        MATCH (person)-[:WORKS_IN]->(category:Category)
        RETURN {id: category.id, name: category.name} ORDER BY category.name LIMIT 50
      } ELSE [] END,
      skills: CASE WHEN 'skills' IN $profile THEN COLLECT {
        MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
        RETURN {level: has.level, id: skill.id, name: skill.name,
          synonyms: CASE WHEN 'synonyms' IN $profile THEN coalesce(skill.synonyms, [])[..50] ELSE [] END}
        ORDER BY has.level DESC, skill.name LIMIT 50
      } ELSE [] END
    } END
    // end
  }
} AS proposal
