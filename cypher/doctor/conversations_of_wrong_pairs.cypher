// Conversations that are not of the two people who talk in them, or not of the team that they are named after.
// Repair: Set pair to both ids, or team to what the id says; where somebody is missing, the erasure is to be resumed.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer)
USING INDEX person:Freelancer(id)
WHERE person.id >= $from AND person.id < $to
MATCH (person)-[:TALKS_IN]->(talk:Conversation)
WITH person, talk, COLLECT { MATCH (talk)<-[:TALKS_IN]-(each:Freelancer) RETURN each.id AS id ORDER BY id } AS people
WHERE talk.id IS NULL OR NOT talk.id STARTS WITH 'CV_' OR (talk.pair IS NULL) = (talk.team IS NULL)
  OR substring(talk.id, 3) <> substring(talk.team, 3)
  OR (size(people) = 2 AND talk.pair <> people[0] + '|' + people[1])
  OR (size(people) = 1 AND talk.pair CONTAINS '|') OR (size(people) > 2 AND talk.team IS NULL)
RETURN count(*) AS count, collect(coalesce(talk.id, person.id))[..5] AS examples
