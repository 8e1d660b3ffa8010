// Teams for no job or for several, without a lead or with several, or of an unknown form.
// Repair: Delete the team with its relationships: nobody is shown it.
// :param from => ''
// :param to => '~'
MATCH (team:Team) WHERE team.id >= $from AND team.id < $to AND (
  COUNT { (team)-[:FOR]->(:Job) } <> 1 OR COUNT { (:Freelancer)-[:MEMBER_OF {isLead: true}]->(team) } <> 1
  OR NOT coalesce(team.form, '') IN ['SUBCONTRACT', 'JOINT_PROPOSAL', 'COLLABORATION']
)
RETURN count(*) AS count, collect(team.id)[..5] AS examples
