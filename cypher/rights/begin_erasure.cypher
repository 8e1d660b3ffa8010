// Marks one person as erased under their lock and drops their record, slates and what they told; from here on nobody sees them.
// The id and the handle stay until the end, so that an erasure that was cut off is found and finished.
// :param person => 'FL_0000000000000000'
MATCH (account:Freelancer {id: $person})
SET account.lock = 0
WITH account
CALL () { MATCH (slate:Slate {viewer: $person}) WHERE slate.at IS NOT NULL DELETE slate }
WITH account, size(keys(account)) AS properties
OPTIONAL MATCH (account)-[:HAS_RECORD]->(record:TrackRecord)
DETACH DELETE record
WITH account, properties, count(record) AS records
SET account = {id: $person, handle: account.handle, status: 'ERASED'}
RETURN properties, records
