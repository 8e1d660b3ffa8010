// Takes a message of mine out of my own sight, with the event of it; the other person goes on seeing it.
// :param me => 'FL_0000000000000000'
// :param message => 'MS_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param event => {id: 'EV_0000000000000000', kind: 'MESSAGE_DELETED'}
MATCH (me:Freelancer {id: $me})
WITH me, $message AS messageId
MATCH (message:Message {id: messageId})
WITH me, message,
  CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET message.isDeleted = true, me.lastEventAt = at
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
