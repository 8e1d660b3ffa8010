// Writes a message to a team whose people are locked, with its event; the first one opens the team's conversation.
// Whoever left goes on being counted, unseen, so that nothing is missing should they be asked again.
// :param me => 'FL_0000000000000000'
// :param team => 'TM_0000000000000000'
// :param conversation => 'CV_0000000000000000'
// :param people => ['FL_0000000000000000']
// :param now => datetime('2026-01-01T00:00:00Z')
// :param message => {id: 'MS_0000000000000000', text: 'Hello', links: []}
// :param event => {id: 'EV_0000000000000000', kind: 'MESSAGE_SENT'}
MATCH (me:Freelancer {id: $me})
WITH me, CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
MERGE (talk:Conversation {id: $conversation})
  ON CREATE SET talk.team = $team, talk.lastNumber = 0
WITH me, at, talk
CALL (talk) {
  UNWIND $people AS id
  MATCH (person:Freelancer {id: id})
  MERGE (person)-[mine:TALKS_IN]->(talk)
    ON CREATE SET mine.readUpTo = 0, mine.unread = 0
  RETURN count(*) AS present
}
CALL (talk) {
  MATCH (talk)<-[theirs:TALKS_IN]-(person:Freelancer) WHERE person.id <> $me
  SET theirs.unread = theirs.unread + 1
  RETURN count(*) AS others
}
SET talk.lastNumber = talk.lastNumber + 1, talk.lastAt = $now
CREATE (message:Message {conversation: talk.id, number: talk.lastNumber, sender: $me, sentAt: $now})
SET message += $message
SET me.lastEventAt = at
CREATE (event:Event {a: $me, team: $team, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN message.number AS number
