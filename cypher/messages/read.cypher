// Writes how far a locked person has read one conversation, and counts what is left of it, with the event of it.
// :param me => 'FL_0000000000000000'
// :param conversation => 'CV_0000000000000000'
// :param upTo => 1
// :param now => datetime('2026-01-01T00:00:00Z')
// :param event => {id: 'EV_0000000000000000', kind: 'CONVERSATION_READ'}
MATCH (me:Freelancer {id: $me})
MATCH (talk:Conversation {id: $conversation})
MATCH (me)-[mine:TALKS_IN]->(talk)
WITH me, mine,
  COUNT {
    MATCH (message:Message {conversation: $conversation})
    WHERE message.number > $upTo AND coalesce(message.sender, '') <> $me
  } AS unread,
  CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET mine.readUpTo = $upTo, mine.unread = unread, me.lastEventAt = at
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
