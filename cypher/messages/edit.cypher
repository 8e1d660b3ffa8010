// Gives a message of a locked pair another text, with its event.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
// :param pair => 'FL_0000000000000000|FL_0000000000000001'
// :param message => 'MS_0000000000000000'
// :param text => 'Hello again'
// :param isNew => true
// :param now => datetime('2026-01-01T00:00:00Z')
// :param event => {id: 'EV_0000000000000000', kind: 'MESSAGE_EDITED'}
MATCH (me:Freelancer {id: $me})
WITH me, $other AS otherId
MATCH (other:Freelancer {id: otherId})
WITH me, other, reduce(last = $now, seen IN [me.lastEventAt, other.lastEventAt] |
  CASE WHEN seen >= last THEN seen + duration({microseconds: 1}) ELSE last END) AS at
MATCH (message:Message {id: $message})
FOREACH (_ IN CASE WHEN $isNew THEN [1] ELSE [] END | SET message.text = $text, message.editedAt = $now)
SET me.lastEventAt = at, other.lastEventAt = at
CREATE (event:Event {a: $me, b: $other, pair: $pair, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
