// Track records whose lists of earnings differ in length, or that have no currency.
// Repair: Write the record again from the marketplace's ledger of payments.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED'
MATCH (person)-[:HAS_RECORD]->(record:TrackRecord)
WHERE size(coalesce(record.earnedAt, [])) <> size(coalesce(record.earnedMinor, [])) OR record.currency IS NULL
RETURN count(*) AS count, collect(person.id)[..5] AS examples
