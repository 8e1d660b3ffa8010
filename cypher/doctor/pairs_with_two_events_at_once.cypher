// Pairs with two events at one instant, whose order nobody can tell.
// Repair: Move the later one by a microsecond; find the writer that does not lock the pair.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
WHERE e.pair >= $from AND e.pair < $to AND e.at IS NOT NULL
WITH e.pair AS pair, e.at AS at, collect(e.id) AS events
WHERE size(events) > 1
RETURN count(*) AS count, collect(events[1])[..5] AS examples
