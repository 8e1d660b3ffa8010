// These people as the snapshot holds them, read again because something happened to them.
// :param ids => ['FL_0000000000000000']
UNWIND $ids AS wanted
MATCH (f:Freelancer {id: wanted})
RETURN f.id AS id, f.status = 'ACTIVE' AND f.visibility = 'PUBLIC' AS isFindable, f.joinedAt.epochSeconds / 86400 AS joinedDay,
  f.cityId AS city, f.countryCode AS country,
  [(f)-[:CONNECTED_TO]-(other:Freelancer) | other.id] AS connections,
  [(f)-[tie:CONNECTED_TO]-(other:Freelancer) WHERE tie.jobsTogether > 0 | [other.id, tie.jobsTogether]] AS worked,
  [(f)-[:HAS_SKILL]->(skill:Skill) | skill.id] AS skills,
  [(f)-[:WORKS_IN]->(category:Category) | category.id] AS categories
ORDER BY id
