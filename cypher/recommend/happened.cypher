// Who acted on whom since a moment of recording, latest first; the tail of the ledger that the snapshot follows.
// The caller asks again from well before what it has seen and drops what it knows, because commits overtake each other.
// :param since => datetime('2026-01-01T00:00:00Z')
// :param until => datetime('9999-01-01T00:00:00Z')
// :param limit => 10000
MATCH (e:Event)
WHERE e.recordedAt > $since AND e.recordedAt < $until
RETURN e.id AS id, e.kind AS kind, e.a AS a, e.b AS b, e.recordedAt.epochMillis AS recordedMs
ORDER BY e.recordedAt DESC LIMIT $limit
