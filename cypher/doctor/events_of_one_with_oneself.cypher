// Events of somebody with themselves.
// Repair: Remove b where the act was on oneself; otherwise find the writer.
// :param from => ''
// :param to => '~'
MATCH (e:Event) WHERE e.a >= $from AND e.a < $to AND e.at IS NOT NULL AND e.a = e.b
RETURN count(*) AS count, collect(e.id)[..5] AS examples
