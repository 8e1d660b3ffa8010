// People with more connections than a network holds, though nobody in it was ever reactivated.
// Repair: Nothing has to be removed; raise CONFRERE_MAX_CONNECTIONS, or let them remove people. It stops new ones meanwhile.
// :param from => ''
// :param to => '~'
// :param maxConnections => 30000
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND COUNT { (person)-[:CONNECTED_TO]-() } > $maxConnections
  AND NOT EXISTS {
    MATCH (person)-[:CONNECTED_TO]-(other:Freelancer)
    MATCH (back:Event {kind: 'FREELANCER_REACTIVATED', a: other.id})
  }
RETURN count(*) AS count, collect(person.id)[..5] AS examples
