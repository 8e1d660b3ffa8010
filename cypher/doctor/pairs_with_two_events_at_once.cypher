// Pairs with two events at one instant, whose order nobody can tell.
// Repair: Move the later one by a microsecond; find the writer that does not lock the pair.
// :param from => ''
// :param to => '~'
MATCH (e:Event) WHERE e.a >= $from AND e.a < $to AND e.at IS NOT NULL AND e.pair IS NOT NULL
  AND EXISTS { MATCH (other:Event {pair: e.pair}) WHERE other.at = e.at AND other.id < e.id }
RETURN count(*) AS count, collect(e.id)[..5] AS examples
