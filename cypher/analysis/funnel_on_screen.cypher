// What screens told with consent: how many pairs of viewer and person were seen, clicked and opened in a period.
// The first three stages of the funnel, split as in funnel.cypher. A pair counts once for each stage, however often. For analysts.
// :param from => datetime('2026-01-01T00:00:00Z')
// :param to => datetime('2026-02-01T00:00:00Z')
// :param byEntryPoint => true
// :param bySegment => false
// :param byMonth => false
MATCH (i:InterfaceEvent)
WHERE i.at >= $from AND i.at < $to
WITH i.kind AS stage, CASE WHEN $byEntryPoint THEN coalesce(i.entryPoint, '') ELSE '' END AS entryPoint,
  CASE WHEN $byMonth THEN toString(date.truncate('month', i.at)) ELSE '' END AS month,
  CASE WHEN $bySegment THEN i.person ELSE '' END AS sender, count(DISTINCT i.person + ' ' + coalesce(i.about, i.id)) AS pairs
OPTIONAL MATCH (person:Freelancer {id: sender})
UNWIND CASE WHEN size(person.segments) > 0 THEN person.segments ELSE [''] END AS segment
RETURN entryPoint, segment, month, stage, sum(pairs) AS reached
ORDER BY entryPoint, segment, month, stage
LIMIT 6000
