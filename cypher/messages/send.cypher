// Writes a message of one locked person to another who is connected with them, with its event.
// The first one opens their conversation; the number of a message is its place there.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
// :param pair => 'FL_0000000000000000|FL_0000000000000001'
// :param conversation => 'CV_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param message => {id: 'MS_0000000000000000', text: 'Hello', links: []}
// :param event => {id: 'EV_0000000000000000', kind: 'MESSAGE_SENT'}
MATCH (me:Freelancer {id: $me})
WITH me, $other AS otherId
MATCH (other:Freelancer {id: otherId})
WITH me, other, reduce(last = $now, seen IN [me.lastEventAt, other.lastEventAt] |
  CASE WHEN seen >= last THEN seen + duration({microseconds: 1}) ELSE last END) AS at
MERGE (talk:Conversation {pair: $pair})
  ON CREATE SET talk.id = $conversation, talk.lastNumber = 0
MERGE (me)-[mine:TALKS_IN]->(talk)
  ON CREATE SET mine.readUpTo = 0, mine.unread = 0
MERGE (other)-[theirs:TALKS_IN]->(talk)
  ON CREATE SET theirs.readUpTo = 0, theirs.unread = 0
SET talk.lastNumber = talk.lastNumber + 1, talk.lastAt = $now, theirs.unread = theirs.unread + 1
CREATE (message:Message {conversation: talk.id, number: talk.lastNumber, sender: $me, sentAt: $now})
SET message += $message
SET me.lastEventAt = at, other.lastEventAt = at
CREATE (event:Event {a: $me, b: $other, pair: $pair, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN talk.id AS conversation, message.number AS number
