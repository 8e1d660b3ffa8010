// Pairs that the ledger says are connected, and the graph does not.
// Repair: Create the connection again with since at the instant of the event, or add the event that ended it.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
USING INDEX e:Event(kind, a)
WHERE e.a >= $from AND e.a < $to AND e.kind IN ['INVITATION_ACCEPTED', 'CONNECTION_IMPORTED'] AND e.pair IS NOT NULL
  AND NOT EXISTS {
    MATCH (later:Event {pair: e.pair})
    WHERE later.kind IN ['CONNECTION_REMOVED', 'FREELANCER_BLOCKED'] AND later.at > e.at
  }
  AND NOT EXISTS { MATCH ()-[c:CONNECTED_TO {pair: e.pair}]->() }
  AND EXISTS { MATCH (one:Freelancer {id: e.a}) WHERE one.status <> 'ERASED' }
  AND EXISTS { MATCH (other:Freelancer {id: e.b}) WHERE other.status <> 'ERASED' }
RETURN count(*) AS count, collect(e.pair)[..5] AS examples
