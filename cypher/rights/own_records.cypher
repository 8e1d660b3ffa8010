// What is stored about one person, for that person's own export: all properties, which the registry then chooses from.
// :param person => 'FL_0000000000000000'
MATCH (person:Freelancer {id: $person}) WHERE person.status <> 'ERASED'
RETURN {
  account: properties(person),
  record: head([(person)-[:HAS_RECORD]->(record:TrackRecord) | properties(record)]),
  city: head([(person)-[:LIVES_IN]->(city:City)-[:IN]->(country:Country) | {name: city.name, country: country.code}]),
  categories: COLLECT { MATCH (person)-[:WORKS_IN]->(category:Category) RETURN category.name AS name ORDER BY name },
  skills: COLLECT {
    MATCH (person)-[has:HAS_SKILL]->(skill:Skill) RETURN {name: skill.name, level: has.level} ORDER BY skill.name
  }
} AS records
