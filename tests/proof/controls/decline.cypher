// The control of declining: finds the invitation pending, and marks it.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
MATCH (other:Freelancer {id: $other})-[i:NAIVE_INVITED]->(me:Freelancer {id: $me})
WHERE i.state = 'PENDING'
SET i.state = 'DECLINED'
RETURN 'yes' AS told
