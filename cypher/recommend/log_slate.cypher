// Notes a slate: what was suggested to whom, by which method, and how likely each place was to be given so.
// The latest $most of a viewer are kept, and none for long, of whoever stays away either.
// :param slate => {id: 'SL_0000000000000000', viewer: 'FL_0000000000000000'}
// :param keptSince => datetime('2025-10-03T00:00:00Z')
// :param most => 100
CALL () {
  MATCH (old:Slate {viewer: $slate.viewer})
  WHERE old.at IS NOT NULL
  WITH old ORDER BY old.at DESC SKIP $most
  DELETE old
}
CALL () {
  MATCH (old:Slate)
  WHERE old.at < $keptSince
  WITH old LIMIT 20
  DELETE old
}
MERGE (slate:Slate {id: $slate.id})
ON CREATE SET slate += $slate
RETURN slate.id AS id
