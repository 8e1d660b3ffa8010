// People on whom another city, country, skill or category is written than they have.
// Repair: Write cityId, countryCode, skillLevels and categoryIds again from LIVES_IN, HAS_SKILL and WORKS_IN.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer)
WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED'
WITH person,
  head([(person)-[:LIVES_IN]->(city:City)-[:IN]->(country:Country) | city.id + country.code]) AS home,
  COLLECT { MATCH (person)-[has:HAS_SKILL]->(skill:Skill) RETURN skill.id + ':' + toString(has.level) } AS skills,
  COLLECT {
    MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
    WHERE coalesce(has.offerKey, '') <> coalesce(skill.id + '|' + person.cityId + '|' + toString(has.level), '')
    RETURN skill.id
  } AS displaced,
  COLLECT { MATCH (person)-[:WORKS_IN]->(category:Category) RETURN category.id } AS categories,
  coalesce(person.skillLevels, []) AS skillLevels, coalesce(person.categoryIds, []) AS categoryIds
WHERE coalesce(home, '') <> coalesce(person.cityId + person.countryCode, '') OR size(displaced) > 0
  OR size(skills) <> size(skillLevels) OR any(each IN skills WHERE NOT each IN skillLevels)
  OR size(categories) <> size(categoryIds) OR any(each IN categories WHERE NOT each IN categoryIds)
RETURN count(*) AS count, collect(person.id)[..5] AS examples
