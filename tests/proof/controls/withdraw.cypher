// The control of withdrawing: finds the invitation pending, and marks it.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})-[i:NAIVE_INVITED]->(other:Freelancer {id: $other})
WHERE i.state = 'PENDING'
SET i.state = 'WITHDRAWN'
RETURN 'yes' AS told
