// Notes a slate: what was suggested to whom, by which method, and how likely each place was to be given so.
// :param slate => {id: 'SL_0000000000000000', viewer: 'FL_0000000000000000'}
// :param keptSince => datetime('2025-10-03T00:00:00Z')
OPTIONAL MATCH (old:Slate {viewer: $slate.viewer})
WHERE old.at < $keptSince
WITH collect(old) AS olds
FOREACH (old IN olds | DELETE old)
MERGE (slate:Slate {id: $slate.id})
ON CREATE SET slate += $slate
RETURN slate.id AS id
