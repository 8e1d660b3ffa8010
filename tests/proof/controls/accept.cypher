// The control of every race of acceptances: finds the invitation, and replaces it by a connection.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
MATCH (other:Freelancer {id: $other})-[i:NAIVE_INVITED]->(me:Freelancer {id: $me})
WHERE i.state = 'PENDING' AND other.status = 'ACTIVE'
SET i.state = 'ACCEPTED'
CREATE (other)-[:NAIVE_CONNECTED]->(me)
RETURN 'yes' AS told
