// Events of erased people that still tell more than their kind and their instant.
// Repair: Run `confrere erase-person --resume`.
CALL {
  MATCH (e:Event) WHERE e.a STARTS WITH 'ER_' AND e.at IS NOT NULL RETURN e
  UNION
  MATCH (e:Event) WHERE e.b STARTS WITH 'ER_' AND e.at IS NOT NULL RETURN e
}
WITH e WHERE any(name IN keys(e) WHERE NOT name IN ['id', 'kind', 'at', 'recordedAt', 'a', 'b', 'shownAt'])
RETURN count(*) AS count, collect(e.id)[..5] AS examples
