// Events without an id, a kind, an instant or anybody.
// Repair: Nothing can be added to the ledger for certain: find the writer that left it out, and keep the event.
MATCH (e:Event)
WHERE e.id IS NULL OR e.kind IS NULL OR e.at IS NULL OR e.recordedAt IS NULL OR e.a IS NULL
RETURN count(*) AS count, collect(coalesce(e.id, 'no id'))[..5] AS examples
