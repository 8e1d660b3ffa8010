// Pairs with more than one connection.
// Repair: Delete all but the oldest, and let its pair be the lower id, a bar and the higher.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[c:CONNECTED_TO]-(other) WHERE other.id > person.id
WITH person, other, count(c) AS connections
WHERE connections > 1
RETURN count(*) AS count, collect(person.id)[..5] AS examples
