// The control of taking an offer back: finds that nobody hired, and takes it back then.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})-[:NAIVE_LEADS]->(team:NaiveTeam)
WHERE NOT EXISTS { (:Freelancer)-[:NAIVE_HIRED]->(team) }
SET team.state = 'WITHDRAWN'
RETURN 'yes' AS told
