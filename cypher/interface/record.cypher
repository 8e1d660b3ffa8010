// Keeps what happened on the screen of a locked person, with one event of the ledger for all of it.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param seen => [{id: 'IE_0000000000000000', kind: 'SEEN', entryPoint: 'UFS_TILE', about: 'FL_0000000000000001'}]
// :param event => {id: 'EV_0000000000000000', kind: 'INTERFACE_RECORDED'}
MATCH (me:Freelancer {id: $me})
WITH me, CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET me.lastEventAt = at
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
WITH me
UNWIND $seen AS each
CREATE (kept:InterfaceEvent {person: $me})
SET kept += each
RETURN count(kept) AS kept
