// The control of the cap on declines: compares the count first, and adds to it then.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
MATCH (me:Freelancer {id: $me})-[d:NAIVE_DECLINED]->(:Freelancer {id: $other})
WHERE d.times < 4
SET d.times = d.times + 1
RETURN 'yes' AS told
