// Notes that somebody is not to be suggested to me for a while, with its event; told to nobody else.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
// :param pair => 'FL_0000000000000000|FL_0000000000000001'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param event => {id: 'EV_0000000000000000', kind: 'RECOMMENDATION_DISMISSED'}
MATCH (me:Freelancer {id: $me})
WITH me, $other AS otherId
MATCH (other:Freelancer {id: otherId})
WITH me, other, reduce(last = $now, seen IN [me.lastEventAt, other.lastEventAt] |
    CASE WHEN seen >= last THEN seen + duration({microseconds: 1}) ELSE last END) AS at
MERGE (me)-[dismissed:DISMISSED]->(other)
SET dismissed.at = $now, me.lastEventAt = at
CREATE (event:Event {a: $me, b: $other, pair: $pair, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
