// The control of erasing: marks the person, and deletes the relationships it sees.
// :param me => 'FL_0000000000000000'
// :param other => ''
MATCH (me:Freelancer {id: $me})
OPTIONAL MATCH (me)-[standing:NAIVE_INVITED|NAIVE_CONNECTED]-(:Freelancer)
DELETE standing
WITH DISTINCT me
SET me.status = 'ERASED'
RETURN 'yes' AS told
