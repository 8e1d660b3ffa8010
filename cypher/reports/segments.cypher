// How many active freelancers belong to each segment, how many of them are Top Rated, and how large their networks are.
// One may belong to several segments; the last row counts those who belong to none. For analysts.
// :param minScore => 90
// :param minWeeks => 13
MATCH (person:Freelancer)
WHERE person.status = 'ACTIVE'
WITH CASE WHEN size(coalesce(person.segments, [])) = 0 THEN [''] ELSE person.segments END AS segments,
  coalesce(person.jobSuccessScore >= $minScore AND person.topRatedWeeks >= $minWeeks, false) AS isTopRated,
  COUNT { (person)-[:CONNECTED_TO]-(friend WHERE friend.status = 'ACTIVE') } AS connections
UNWIND segments AS segment
RETURN segment, count(*) AS freelancers, sum(CASE WHEN isTopRated THEN 1 ELSE 0 END) AS topRated,
  round(avg(connections), 1) AS meanConnections
ORDER BY segment = '', segment
