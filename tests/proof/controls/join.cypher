// The control of agreeing: finds the team alive and its terms as they were read, and agrees then.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
MATCH (me:Freelancer {id: $me})-[asked:NAIVE_ASKED]->(team:NaiveTeam)
WHERE team.state = 'LIVE' AND team.version = 1
CREATE (me)-[:NAIVE_MEMBER {agreedTo: 1}]->(team)
RETURN 'yes' AS told
