// Leaves of an erased person a node that says nothing, and writes into the ledger that somebody was erased.
// :param person => 'FL_0000000000000000'
// :param unlinkable => 'ER_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param event => {id: 'EV_0000000000000000', a: 'ER_0000000000000001'}
MATCH (person:Freelancer {id: $person}) WHERE person.status = 'ERASED' AND NOT EXISTS { (person)--() }
SET person.lock = 0
SET person = {id: $unlinkable, status: 'ERASED'}
CREATE (e:Event {id: $event.id, kind: 'FREELANCER_ERASED', a: $event.a, at: $now, recordedAt: datetime.transaction()})
RETURN count(*) AS count
