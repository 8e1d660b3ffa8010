// Removals between people who were not connected before.
// Repair: Find the event that connected them in a dump; the graph is not wrong by it.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
USING INDEX e:Event(kind, a)
WHERE e.a >= $from AND e.a < $to AND e.kind = 'CONNECTION_REMOVED' AND e.pair IS NOT NULL
  AND NOT EXISTS {
    MATCH (made:Event {pair: e.pair}) WHERE made.kind IN ['INVITATION_ACCEPTED', 'CONNECTION_IMPORTED'] AND made.at < e.at
  }
RETURN count(*) AS count, collect(e.id)[..5] AS examples
