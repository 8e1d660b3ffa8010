// Invitations to oneself.
// Repair: Delete the relationship.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[:INVITED]->(person)
RETURN count(*) AS count, collect(person.id)[..5] AS examples
