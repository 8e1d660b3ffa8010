// Writes the events of an act on teams; the ledger's time never runs back for anybody who is named.
// :param now => datetime('2026-01-01T00:00:00Z')
// :param job => 'JO_0000000000000000'
// :param events => [{id: 'EV_0000000000000000', kind: 'TEAM_FORMED', a: 'FL_0000000000000000', team: 'TM_0000000000000000'}]
UNWIND range(0, size($events) - 1) AS place
WITH place, $events[place] AS event
OPTIONAL MATCH (freelancer:Freelancer {id: event.a})
OPTIONAL MATCH (client:Client {id: event.a})
OPTIONAL MATCH (other:Freelancer {id: event.b})
WITH collect({place: place, event: event, actor: coalesce(freelancer, client), other: other}) AS rows
WITH rows, reduce(last = $now, row IN rows | reduce(later = last, seen IN [row.actor.lastEventAt, row.other.lastEventAt] |
  CASE WHEN seen >= later THEN seen + duration({microseconds: 1}) ELSE later END)) AS start
UNWIND rows AS row
WITH row, row.actor AS actor, row.other AS other, start + duration({microseconds: row.place}) AS at
SET actor.lastEventAt = at
FOREACH (each IN CASE WHEN other IS NULL THEN [] ELSE [other] END | SET each.lastEventAt = at)
CREATE (event:Event {at: at, shownAt: $now, recordedAt: datetime.transaction(), job: $job})
SET event += row.event
RETURN count(event) AS written
