// Events that name somebody who does not exist and was not erased.
// Repair: Restore the person from the marketplace's records; if they were to be erased, erase them by their handle.
// :param from => ''
// :param to => '~'
MATCH (e:Event) WHERE e.a >= $from AND e.a < $to AND e.at IS NOT NULL AND (
  (NOT e.a STARTS WITH 'ER_' AND NOT EXISTS { MATCH (one:Freelancer {id: e.a}) })
  OR (e.b IS NOT NULL AND NOT e.b STARTS WITH 'ER_' AND NOT EXISTS { MATCH (other:Freelancer {id: e.b}) })
)
RETURN count(*) AS count, collect(e.id)[..5] AS examples
