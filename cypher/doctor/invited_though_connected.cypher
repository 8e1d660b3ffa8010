// Pairs that are connected and have an invitation as well.
// Repair: Delete the invitation: connecting should have ended it.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]->(other)
WHERE EXISTS { (person)-[:CONNECTED_TO]-(other) }
RETURN count(*) AS count, collect(coalesce(i.id, person.id))[..5] AS examples
