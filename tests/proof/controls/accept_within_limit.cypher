// The control of the network limit: counts the connections first, and adds one then.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
// :param limit => 3
MATCH (me:Freelancer {id: $me})
WHERE COUNT { (me)-[:NAIVE_CONNECTED]-() } < $limit
MATCH (other:Freelancer {id: $other})
CREATE (other)-[:NAIVE_CONNECTED]->(me)
RETURN 'yes' AS told
