// Memberships whose key is not that of their person and their team.
// Repair: Set key to the person's id, a bar and the team's.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[membership:MEMBER_OF]->(team:Team)
WHERE coalesce(membership.key, '') <> person.id + '|' + team.id
RETURN count(*) AS count, collect(person.id)[..5] AS examples
