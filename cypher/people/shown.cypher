// People by id or handle, as I may see them.
// That is whoever is visible to me, the private whose invitation waits for me, and whom I blocked, by the name of then.
// With $withSent also people I have a pending invitation to, by the name they had when I sent it.
// :param me => 'FL_0000000000000000'
// :param ids => ['FL_0000000000000001']
// :param handles => ['nobody']
// :param now => datetime('2026-01-01T00:00:00Z')
// :param profile => []
// :param withSent => false
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
MATCH (person:Freelancer)
WHERE person.id IN $ids OR person.handle IN $handles
WITH me, person, CASE
  WHEN EXISTS { MATCH (person) WHERE  // a pattern of its own, so that properties are read before relationships
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  }
    THEN 'VISIBLE'
  WHEN person IN blocked AND person.status <> 'ERASED' AND EXISTS { (me)-[:BLOCKED]->(person) }
    THEN 'BLOCKED'
  WHEN NOT person IN blocked AND EXISTS {
    WITH person AS sender, me AS recipient
    MATCH (sender)-[i:INVITED]->(recipient)
    WHERE
      // waits
      i.expiresAt > $now AND sender.status = 'ACTIVE'
      AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0)
      AND coalesce(i.recipientClosings, 0) = coalesce(recipient.closings, 0)
      AND NOT EXISTS { (recipient)-[aside:SET_ASIDE]->(sender) WHERE aside.invitation = i.id }
      // end
  }
    THEN 'PRIVATE'
  WHEN $withSent AND EXISTS {
    WITH me AS sender, person AS recipient
    MATCH (sender)-[i:INVITED]->(recipient)
    WHERE
      // shows pending
      i.expiresAt > $now AND recipient.status <> 'ERASED'
      AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0) AND i.byEmail IS NULL
      // end
  }
    THEN 'SENT'
END AS how
WHERE how IS NOT NULL
WITH me, person, how, how = 'VISIBLE' AS isVisible, CASE how
  WHEN 'SENT' THEN head([(me)-[i:INVITED]->(person) | i.recipientName])
  WHEN 'BLOCKED' THEN head([(me)-[block:BLOCKED]->(person) | block.name])
  ELSE person.name
END AS name
WHERE name IS NOT NULL  // null where an act deleted the relationship meanwhile
RETURN {
  id: person.id, handle: person.handle, isPrivate: how = 'PRIVATE', name: name,
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
} AS person
