// Everybody in the order of ids, with connections, skills, categories and place: what the snapshot is loaded from.
// A connection stands with one of the two only, for what is sent costs more than what is found.
// Hidden people are among them, so that they are known to be hidden; nothing of this is ever shown.
// :param after => ''
// :param limit => 2000
MATCH (f:Freelancer)
WHERE f.id > $after
WITH f ORDER BY f.id LIMIT $limit
RETURN f.id AS id, f.status = 'ACTIVE' AND f.visibility = 'PUBLIC' AS isFindable, f.joinedAt.epochSeconds / 86400 AS joinedDay,
  f.cityId AS city, f.countryCode AS country,
  [(f)-[:CONNECTED_TO]->(other:Freelancer) | other.id] AS connections,
  [(f)-[tie:CONNECTED_TO]->(other:Freelancer) WHERE tie.jobsTogether > 0 | [other.id, tie.jobsTogether]] AS worked,
  [(f)-[:HAS_SKILL]->(skill:Skill) | skill.id] AS skills,
  [(f)-[:WORKS_IN]->(category:Category) | category.id] AS categories
ORDER BY id
