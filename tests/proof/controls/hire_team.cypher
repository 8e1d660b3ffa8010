// The control of hiring: finds the offer standing and its terms as they were read, and hires then.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})-[:NAIVE_LEADS]->(team:NaiveTeam)
WHERE team.state = 'LIVE' AND team.version = 1
CREATE (me)-[:NAIVE_HIRED {version: 1}]->(team)
RETURN 'yes' AS told
