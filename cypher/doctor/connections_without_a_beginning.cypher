// Connections that do not say since when, or where they started.
// Repair: Set since and entryPoint from the event that made the connection.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[c:CONNECTED_TO]->()
WHERE c.since IS NULL OR c.entryPoint IS NULL
RETURN count(*) AS count, collect(coalesce(c.pair, person.id))[..5] AS examples
