// The control of completing: deletes the members whom it finds, and ends the team then.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})-[:NAIVE_LEADS]->(team:NaiveTeam)
CALL (team) {
  OPTIONAL MATCH (:Freelancer)-[membership:NAIVE_MEMBER]->(team)
  DELETE membership
}
SET team.state = 'OVER'
RETURN 'yes' AS told
