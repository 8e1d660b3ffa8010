// Events whose pair is not that of their two people.
// Repair: Set pair to the lower id, a bar and the higher.
// :param from => ''
// :param to => '~'
MATCH (e:Event) WHERE e.a >= $from AND e.a < $to AND e.at IS NOT NULL AND e.b IS NOT NULL AND e.pair IS NOT NULL
  AND e.pair <> CASE WHEN e.a < e.b THEN e.a + '|' + e.b ELSE e.b + '|' + e.a END
RETURN count(*) AS count, collect(e.id)[..5] AS examples
