// Connections that no event made, or that an event ended.
// Repair: If the connection is real, add a CONNECTION_IMPORTED event at its since; otherwise delete it.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[c:CONNECTED_TO]->()
WITH c, COLLECT {
  MATCH (e:Event {pair: c.pair})
  WHERE e.kind IN ['INVITATION_ACCEPTED', 'CONNECTION_IMPORTED', 'CONNECTION_REMOVED', 'FREELANCER_BLOCKED']
  RETURN e.kind ORDER BY e.at DESC LIMIT 1
} AS last
WHERE NOT coalesce(last[0], '') IN ['INVITATION_ACCEPTED', 'CONNECTION_IMPORTED']
RETURN count(*) AS count, collect(c.pair)[..5] AS examples
