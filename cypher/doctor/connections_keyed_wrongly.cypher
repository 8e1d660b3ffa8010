// Connections whose pair is not the lower id, a bar and the higher, or that run from high to low.
// Repair: Create the connection again from the lower id to the higher with its right pair, and delete this one.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[c:CONNECTED_TO]->(other:Freelancer)
WHERE coalesce(c.pair, '') <> person.id + '|' + other.id OR other.id <= person.id
RETURN count(*) AS count, collect(coalesce(c.pair, person.id))[..5] AS examples
