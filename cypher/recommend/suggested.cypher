// Those of these people who may be suggested to me now, in this order, each with all that speaks for them.
// Asked at answer time, so that whoever was hidden, blocked or dismissed a moment ago is left out. Witnesses are public
// people connected with both; skills that complement mine are named by the caller and checked here.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param dismissedSince => datetime('2025-07-05T00:00:00Z')
// :param ids => ['FL_0000000000000001']
// :param complements => ['SK_0000000000000000']
// :param newSince => datetime('2025-10-03T00:00:00Z')
// :param profile => []
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
WITH me, blocked, known,
  COLLECT {
    MATCH (me)-[:CONNECTED_TO]-(person:Freelancer)
    WHERE person.visibility = 'PUBLIC' AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
    RETURN person
  } AS network,
  COLLECT { MATCH (me)-[:HAS_SKILL]->(skill:Skill) RETURN skill } AS skills,
  COLLECT { MATCH (me)-[:WORKS_IN]->(category:Category) RETURN category } AS categories
UNWIND range(0, size($ids) - 1) AS place
MATCH (person:Freelancer {id: $ids[place]})
WHERE person <> me AND NOT person IN known AND person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
WITH me, network, skills, categories, place, person, true AS isVisible,
  COLLECT {
    MATCH (person)-[:CONNECTED_TO]-(both:Freelancer) WHERE both IN network RETURN both ORDER BY both.id
  } AS shared
RETURN place, {
  id: person.id, handle: person.handle, name: person.name,
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
} AS person, {
  connections: size(shared),
  witnesses: [each IN shared[..3] | {id: each.id, handle: each.handle, name: each.name, profile: null}],
  skills: COLLECT {
    MATCH (person)-[:HAS_SKILL]->(skill:Skill) WHERE skill IN skills
    RETURN {id: skill.id, name: skill.name, synonyms: coalesce(skill.synonyms, [])[..50]} ORDER BY skill.id
  },
  complements: COLLECT {
    MATCH (person)-[:HAS_SKILL]->(skill:Skill) WHERE skill.id IN $complements AND NOT skill IN skills
    RETURN {id: skill.id, name: skill.name, synonyms: coalesce(skill.synonyms, [])[..50]} ORDER BY skill.id
  },
  categories: COLLECT {
    MATCH (person)-[:WORKS_IN]->(category:Category) WHERE category IN categories
    RETURN {id: category.id, name: category.name} ORDER BY category.id
  },
  place: head([(person)-[:LIVES_IN]->(city:City)-[:IN]->(country:Country) | {
    id: city.id, name: city.name, countryCode: country.code, countryName: country.name,
    isSameCity: coalesce(person.cityId = me.cityId, false),
    isSameCountry: coalesce(person.countryCode = me.countryCode, false)
  }]),
  isNew: coalesce(person.joinedAt > $newSince, false)
} AS reasons
ORDER BY place
