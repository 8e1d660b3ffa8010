// People who live in more than one city.
// Repair: Delete all but the latest LIVES_IN.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND COUNT { (person)-[:LIVES_IN]->() } > 1
RETURN count(*) AS count, collect(person.id)[..5] AS examples
