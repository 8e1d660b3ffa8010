// Acceptances that one transaction commits, so that a look at all of them falls into the moment before the indexes know.
// :param pairs => [['FL_0000000000000000', 'FL_0000000000000001']]
// :param now => datetime('2026-01-01T00:00:00Z')
UNWIND $pairs AS pair
WITH CASE WHEN pair[0] < pair[1] THEN pair ELSE [pair[1], pair[0]] END AS pair
WITH pair, pair[0] + '|' + pair[1] AS key
MATCH ()-[standing:INVITED {pair: key}]->()
MATCH (low:Freelancer {id: pair[0]})
MATCH (high:Freelancer {id: pair[1]})
DELETE standing
CREATE (low)-[made:CONNECTED_TO {pair: key, since: $now}]->(high)
RETURN count(made) AS made
