// Locks me and tells how a message of a conversation of mine stands, and what an operation did before.
// :param me => 'FL_0000000000000000'
// :param message => 'MS_0000000000000000'
// :param operation => 'a-hash'
MATCH (me:Freelancer {id: $me})
SET me.lock = 0
WITH me
OPTIONAL MATCH (done:Event {operation: $operation})
OPTIONAL MATCH (message:Message {id: $message})
OPTIONAL MATCH (talk:Conversation {id: message.conversation})
OPTIONAL MATCH (me)-[mine:TALKS_IN]->(talk) WHERE EXISTS {
  WITH me AS reader, mine, talk
  MATCH (reader) WHERE
    // talk shows
    talk.team IS NULL OR mine.stays OR EXISTS {
      MATCH (reader)-[m:MEMBER_OF]->(:Team {id: talk.team})
      WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
        AND m.closings = coalesce(reader.closings, 0)
    }
    // end
}
RETURN me.status AS status, done.digest AS doneDigest,
  CASE WHEN mine IS NOT NULL THEN {
    conversation: talk.id, pair: talk.pair, team: talk.team,
    isLed:
      // is led
      EXISTS {
        MATCH (lead:Freelancer)-[l:MEMBER_OF {isLead: true}]->(:Team {id: talk.team})
        WHERE lead.status = 'ACTIVE' AND l.leftAt IS NULL AND l.closings = coalesce(lead.closings, 0)
      }
      // end
    , number: message.number, readUpTo: mine.readUpTo, text: message.text,
    isMine: coalesce(message.sender, '') = $me, isDeleted: coalesce(message.isDeleted, false), sentAt: message.sentAt
  } END AS message
