// Blocked people who are connected with, or still invited by, whoever blocked them.
// Repair: Delete the connection, and the invitation of the one who blocks.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[:BLOCKED]->(other:Freelancer)
WHERE EXISTS { (person)-[:CONNECTED_TO]-(other) } OR EXISTS { (person)-[:INVITED]->(other) }
RETURN count(*) AS count, collect(person.id)[..5] AS examples
