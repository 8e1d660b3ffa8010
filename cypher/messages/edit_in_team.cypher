// Gives a message of a locked person to a team another text, with its event.
// :param me => 'FL_0000000000000000'
// :param team => 'TM_0000000000000000'
// :param message => 'MS_0000000000000000'
// :param text => 'Hello again'
// :param isNew => true
// :param now => datetime('2026-01-01T00:00:00Z')
// :param event => {id: 'EV_0000000000000000', kind: 'MESSAGE_EDITED'}
MATCH (me:Freelancer {id: $me})
WITH me, CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
MATCH (message:Message {id: $message})
FOREACH (_ IN CASE WHEN $isNew THEN [1] ELSE [] END | SET message.text = $text, message.editedAt = $now)
SET me.lastEventAt = at
CREATE (event:Event {a: $me, team: $team, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
