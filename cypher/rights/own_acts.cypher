// The acts of one person as the ledger has them, oldest first, so many after another one; never what others did.
// :param person => 'FL_0000000000000000'
// :param afterTime => datetime('0001-01-01T00:00:00Z')
// :param afterId => ''
// :param limit => 1000
MATCH (e:Event {a: $person})
WHERE e.at > $afterTime OR (e.at = $afterTime AND e.id > $afterId)
RETURN e.at AS at, e.id AS id, properties(e) AS act
ORDER BY at, id
LIMIT $limit
