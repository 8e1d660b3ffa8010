// The control of every race of invitations: looks for a relationship first, and creates one then.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})
MATCH (other:Freelancer {id: $other})
WHERE NOT EXISTS { (me)-[:NAIVE_INVITED|NAIVE_CONNECTED|NAIVE_BLOCKED]-(other) }
CREATE (me)-[:NAIVE_INVITED]->(other)
RETURN 'yes' AS told
