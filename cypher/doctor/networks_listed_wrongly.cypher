// People whose list of connections is not what the graph says.
// Repair: Remove the person's networkIds; it is listed again with the next connection, and walked until then.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer)
WHERE person.id >= $from AND person.id < $to AND person.networkIds IS NOT NULL
WITH person, COLLECT { MATCH (person)-[:CONNECTED_TO]-(other) RETURN other.id } AS ids
WHERE size(ids) <> size(person.networkIds) OR any(id IN ids WHERE NOT id IN person.networkIds)
RETURN count(*) AS count, collect(person.id)[..5] AS examples
