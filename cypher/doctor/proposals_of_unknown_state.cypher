// Proposals in a state that does not go with their job: unknown, or accepted while the job is open.
// Repair: Set the state that the latest event of the person and the job tells.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[proposal:PROPOSED_FOR]->(job:Job)
WHERE NOT coalesce(proposal.state, '') IN ['SENT', 'WITHDRAWN', 'ACCEPTED', 'DECLINED']
  OR proposal.state = 'ACCEPTED' AND job.state = 'OPEN'
RETURN count(*) AS count, collect(person.id)[..5] AS examples
