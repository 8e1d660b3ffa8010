// Pages of my own network, searched, filtered and in the order I ask for: by name, or by when we connected.
// Keys are texts in their order: the searched name, or microseconds with leading zeros, then the id.
// :param me => 'FL_0000000000000000'
// :param isSought => false
// :param names => [{low: 'ana p', high: 'ana q'}]
// :param initials => [{low: 'p ana ', high: 'p ana!'}]
// :param categories => []
// :param currency => ''
// :param minRate => 0
// :param maxRate => 9007199254740992
// :param minHours => 0.0
// :param country => ''
// :param cityId => ''
// :param metres => 0.0
// :param skillsAll => []
// :param skillsAny => []
// :param minLevel => 1
// :param byName => true
// :param low => ''
// :param high => '~'
// :param upwards => true
// :param limit => 21
// :param profile => []
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
WHERE me.status = 'ACTIVE'
OPTIONAL MATCH (middle:City {id: $cityId})
WITH me, middle, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
RETURN {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (me)-[:CONNECTED_TO]-(person:Freelancer)
    WHERE
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND
      // meets the filter
      (NOT $isSought
        OR any(range IN $names WHERE person.nameKey >= range.low AND person.nameKey < range.high)
        OR any(range IN $initials WHERE person.initialKey >= range.low AND person.initialKey < range.high))
      AND ($currency = ''
        OR (person.currency = $currency AND person.hourlyRate >= $minRate AND person.hourlyRate <= $maxRate))
      AND ($minHours = 0 OR person.weeklyHours >= $minHours)
      AND (size($categories) = 0
        OR EXISTS { MATCH (person)-[:WORKS_IN]->(category:Category) WHERE category.id IN $categories })
      AND ($country = '' OR EXISTS { MATCH (person)-[:LIVES_IN]->(:City)-[:IN]->(land:Country) WHERE land.code = $country })
      AND ($cityId = '' OR EXISTS {
        MATCH (person)-[:LIVES_IN]->(home:City)
        WHERE home.id = $cityId OR ($metres > 0 AND point.distance(home.point, middle.point) <= $metres)
      })
      AND (size($skillsAll) = 0 OR size($skillsAll) = COUNT {
        UNWIND $skillsAll AS name
        MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
        WHERE has.level >= $minLevel AND EXISTS { (:SkillName {key: name})-[:NAMES]->(skill) }
        RETURN DISTINCT name
      })
      AND (size($skillsAny) = 0 OR EXISTS {
        MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
        WHERE has.level >= $minLevel AND EXISTS { MATCH (word:SkillName)-[:NAMES]->(skill) WHERE word.key IN $skillsAny }
      })
      // end
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (me)-[c:CONNECTED_TO]-(person:Freelancer)
    WHERE
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
      AND
      // meets the filter
      (NOT $isSought
        OR any(range IN $names WHERE person.nameKey >= range.low AND person.nameKey < range.high)
        OR any(range IN $initials WHERE person.initialKey >= range.low AND person.initialKey < range.high))
      AND ($currency = ''
        OR (person.currency = $currency AND person.hourlyRate >= $minRate AND person.hourlyRate <= $maxRate))
      AND ($minHours = 0 OR person.weeklyHours >= $minHours)
      AND (size($categories) = 0
        OR EXISTS { MATCH (person)-[:WORKS_IN]->(category:Category) WHERE category.id IN $categories })
      AND ($country = '' OR EXISTS { MATCH (person)-[:LIVES_IN]->(:City)-[:IN]->(land:Country) WHERE land.code = $country })
      AND ($cityId = '' OR EXISTS {
        MATCH (person)-[:LIVES_IN]->(home:City)
        WHERE home.id = $cityId OR ($metres > 0 AND point.distance(home.point, middle.point) <= $metres)
      })
      AND (size($skillsAll) = 0 OR size($skillsAll) = COUNT {
        UNWIND $skillsAll AS name
        MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
        WHERE has.level >= $minLevel AND EXISTS { (:SkillName {key: name})-[:NAMES]->(skill) }
        RETURN DISTINCT name
      })
      AND (size($skillsAny) = 0 OR EXISTS {
        MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
        WHERE has.level >= $minLevel AND EXISTS { MATCH (word:SkillName)-[:NAMES]->(skill) WHERE word.key IN $skillsAny }
      })
      // end
    WITH c, person, true AS isVisible, CASE
      WHEN $byName THEN coalesce(person.nameKey, person.name + '\t' + person.id)
      ELSE right('0000000000000000000' + toString(c.since.epochSeconds * 1000000 + c.since.microsecond), 19)
        + '\t' + person.id
    END AS key
    WHERE key > $low AND key < $high
    WITH c, person, isVisible, key
    ORDER BY CASE WHEN $upwards THEN key END, CASE WHEN NOT $upwards THEN key END DESC
    LIMIT $limit
    RETURN {
      at: c.since, key: key,
      person: {
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
      }
    }
  }
} AS page
