// Events that name somebody who does not exist and was not erased.
// Repair: Restore the person from the marketplace's records; if they were to be erased, erase them by their handle.
// :param from => ''
// :param to => '~'
CALL () {
  MATCH (e:Event) WHERE e.a >= $from AND e.a < $to AND e.at IS NOT NULL
  RETURN e.a AS person, collect(e)[0] AS event
  UNION
  MATCH (e:Event) WHERE e.b >= $from AND e.b < $to AND e.at IS NOT NULL
  RETURN e.b AS person, collect(e)[0] AS event
}
WITH person, event
WHERE NOT person STARTS WITH 'ER_' AND NOT EXISTS { MATCH (known:Freelancer {id: person}) }
  AND NOT EXISTS { MATCH (known:Client {id: person}) }
RETURN count(*) AS count, collect(event.id)[..5] AS examples
