// Referrals by id, each only to who made it and to its candidate while it shows; the other person is shown with it.
// Whoever is hidden from the referrer stands here by the name of then; a private referrer is shown by name alone.
// :param me => 'FL_0000000000000000'
// :param ids => ['RF_0000000000000000']
// :param profile => []
MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
UNWIND $ids AS id
MATCH (giver:Freelancer)-[r:REFERRED {id: id}]->(candidate:Freelancer)
WITH me, blocked, giver, candidate, properties(r) AS r  // at once: an erasure meanwhile leaves all of it or nothing
WHERE r.id IS NOT NULL AND (
  giver = me AND candidate.status <> 'ERASED'
  OR candidate = me AND (
    // referral shows
    r.declinedAt IS NULL AND r.endedAt IS NULL AND giver.status = 'ACTIVE'
    AND r.giverClosings = coalesce(giver.closings, 0) AND r.candidateClosings = coalesce(candidate.closings, 0)
    // end
  )
)
WITH me, blocked, giver, candidate, r, CASE WHEN giver = me THEN candidate ELSE giver END AS person
WITH giver, candidate, r, person, EXISTS { MATCH (person) WHERE  // a pattern of its own: properties first
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
} AS isVisible
RETURN {
  id: r.id, job: r.job, at: r.at, note: r.note, isAccepted: r.acceptedAt IS NOT NULL,
  giver: giver.id, candidate: candidate.id,
  person: {
    id: person.id, handle: person.handle,
    name: CASE WHEN isVisible OR person = giver THEN person.name ELSE r.candidateName END,
    isPrivate: person = giver AND NOT isVisible,
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
} AS referral
