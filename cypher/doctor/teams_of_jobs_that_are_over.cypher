// Teams whose job is done or called off, with which they ceased to exist.
// Repair: Delete the team with its relationships: nobody is shown it.
// :param from => ''
// :param to => '~'
MATCH (team:Team) WHERE team.id >= $from AND team.id < $to
MATCH (team)-[:FOR]->(job:Job) WHERE job.state IN ['COMPLETED', 'CANCELLED']
RETURN count(*) AS count, collect(team.id)[..5] AS examples
