// So many events that name one person, as who acted, as the other, or as the administrator who asked.
// :param person => 'FL_0000000000000000'
// :param limit => 5000
CALL {
  MATCH (e:Event {a: $person}) WHERE e.at IS NOT NULL RETURN e LIMIT $limit
  UNION
  MATCH (e:Event {b: $person}) WHERE e.at IS NOT NULL RETURN e LIMIT $limit
  UNION
  MATCH (e:Event)
  USING INDEX e:Event(kind, a)
  WHERE e.kind IN ['FREELANCER_DEACTIVATED', 'FREELANCER_REACTIVATED'] AND e.a >= 'FL_' AND e.a < 'FL~'
    AND e.by = $person
  RETURN e LIMIT $limit
}
WITH e LIMIT $limit
RETURN collect(e.id) AS events
