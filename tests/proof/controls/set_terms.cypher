// The control of changing terms: takes back what it finds agreed, and writes the next version then.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})-[:NAIVE_LEADS]->(team:NaiveTeam)
WHERE NOT EXISTS { (:Freelancer)-[:NAIVE_HIRED]->(team) }
CALL (team) {
  OPTIONAL MATCH (:Freelancer)-[membership:NAIVE_MEMBER]->(team)
  DELETE membership
}
SET team.version = 2
RETURN 'yes' AS told
