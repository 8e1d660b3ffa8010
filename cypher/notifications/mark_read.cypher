// Writes how far a locked person has read their stream, with the event of it.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param upTo => 1
// :param event => {id: 'EV_0000000000000000', kind: 'NOTIFICATIONS_READ'}
MATCH (me:Freelancer {id: $me})
WITH me, CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET me.readSequence = $upTo, me.lastEventAt = at
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
