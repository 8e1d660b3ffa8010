// Takes everything from these events but what happened and when, and puts an id that leads nowhere in one person's place.
// :param person => 'FL_0000000000000000'
// :param events => [{id: 'EV_0000000000000000', unlinkable: 'ER_0000000000000000'}]
UNWIND $events AS each
MATCH (e:Event {id: each.id})
WITH e, e.a AS a, e.b AS b, each.unlinkable AS unlinkable
SET e = {id: e.id, kind: e.kind, at: e.at, shownAt: e.shownAt, recordedAt: e.recordedAt,
  a: CASE a WHEN $person THEN unlinkable ELSE a END, b: CASE b WHEN $person THEN unlinkable ELSE b END}
RETURN count(*) AS count
