// My open invitations from others, newest first; one that I set aside does not come back.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param afterTime => datetime('9999-12-31T00:00:00Z')
// :param afterId => ''
// :param beforeTime => datetime('0001-01-01T00:00:00Z')
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
// :param profile => []
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
WITH me AS recipient, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
RETURN {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (sender:Freelancer)-[i:INVITED]->(recipient)
    WHERE NOT sender IN blocked AND
      // waits
      i.expiresAt > $now AND sender.status = 'ACTIVE'
      AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0)
      AND coalesce(i.recipientClosings, 0) = coalesce(recipient.closings, 0)
      AND NOT EXISTS { (recipient)-[aside:SET_ASIDE]->(sender) WHERE aside.invitation = i.id }
      // end
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (sender:Freelancer)-[i:INVITED]->(recipient)
    WHERE NOT sender IN blocked AND
      // waits
      i.expiresAt > $now AND sender.status = 'ACTIVE'
      AND coalesce(i.senderClosings, 0) = coalesce(sender.closings, 0)
      AND coalesce(i.recipientClosings, 0) = coalesce(recipient.closings, 0)
      AND NOT EXISTS { (recipient)-[aside:SET_ASIDE]->(sender) WHERE aside.invitation = i.id }
      // end
      AND (i.sentAt < $afterTime OR (i.sentAt = $afterTime AND i.id > $afterId))
      AND (i.sentAt > $beforeTime OR (i.sentAt = $beforeTime AND i.id < $beforeId))
    WITH recipient AS me, i, sender AS person
    ORDER BY
      CASE WHEN $forward THEN i.sentAt END DESC, CASE WHEN $forward THEN i.id END,
      CASE WHEN NOT $forward THEN i.sentAt END, CASE WHEN NOT $forward THEN i.id END DESC
    LIMIT $limit
    WITH me, person, properties(i) AS i  // at once: an act that deletes it meanwhile leaves all of it or nothing
    WHERE i.id IS NOT NULL
    WITH i, person, EXISTS { MATCH (person) WHERE  // a pattern of its own: properties first
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
    } AS isVisible
    RETURN {
      at: i.sentAt, key: i.id,
      invitation: {id: i.id, sentAt: i.sentAt, expiresAt: i.expiresAt, note: i.note, sender: person.id, recipient: $me},
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
    }
  }
} AS page
