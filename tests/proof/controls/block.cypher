// The control of blocking: deletes what there is between the two, and blocks.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
MATCH (me:Freelancer {id: $me})
MATCH (other:Freelancer {id: $other})
OPTIONAL MATCH (me)-[standing:NAIVE_INVITED|NAIVE_CONNECTED]-(other)
DELETE standing
CREATE (me)-[:NAIVE_BLOCKED]->(other)
RETURN 'yes' AS told
