// What my own records say now: status, dated job invites and earnings, and what my limits count.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param minuteAgo => datetime('2025-12-31T23:59:00Z')
// :param dayAgo => datetime('2025-12-31T00:00:00Z')
// :param yearAgo => datetime('2025-01-01T00:00:00Z')
MATCH (me:Freelancer {id: $me})
OPTIONAL MATCH (me)-[:HAS_RECORD]->(record:TrackRecord)
RETURN {
  // standing
  status: me.status,
  inTestGroup: coalesce(me.inTestGroup, false),
  jobSuccessScore: me.jobSuccessScore,
  topRatedWeeks: coalesce(me.topRatedWeeks, 0),
  jobInvites: size([at IN coalesce(record.jobInvitedAt, []) WHERE at > $yearAgo AND at <= $now]),
  earnedMinor: reduce(sum = 0, i IN range(0, size(coalesce(record.earnedAt, [])) - 1) |
    sum + CASE WHEN record.earnedAt[i] > $yearAgo AND record.earnedAt[i] <= $now THEN record.earnedMinor[i] ELSE 0 END),
  earnedCurrency: coalesce(record.currency, 'USD'),
  sentToday: COLLECT {
    MATCH (e:Event {a: $me})
    WHERE e.at > $dayAgo AND e.kind = 'INVITATION_SENT' AND coalesce(e.shownAt, e.at) > $dayAgo
    RETURN coalesce(e.shownAt, e.at) AS sentAt ORDER BY sentAt
  },
  messagesLately: COLLECT {
    MATCH (e:Event {a: $me})
    WHERE e.at > $minuteAgo AND e.kind = 'MESSAGE_SENT' AND coalesce(e.shownAt, e.at) > $minuteAgo
    RETURN coalesce(e.shownAt, e.at) AS sentAt ORDER BY sentAt
  },
  outstanding: COUNT {
    MATCH (me)-[i:INVITED]->(invited)
    WHERE i.expiresAt > $now AND coalesce(i.senderClosings, 0) = coalesce(me.closings, 0) AND invited.status <> 'ERASED'
      AND i.byEmail IS NULL
  },
  firstLapse: head(COLLECT {
    MATCH (me)-[i:INVITED]->(invited)
    WHERE i.expiresAt > $now AND coalesce(i.senderClosings, 0) = coalesce(me.closings, 0) AND invited.status <> 'ERASED'
      AND i.byEmail IS NULL
    RETURN i.expiresAt AS lapse ORDER BY lapse LIMIT 1
  }),
  connections: COUNT { (me)-[:CONNECTED_TO]-(friend) WHERE friend.status = 'ACTIVE' },
  emailedToday: COLLECT {
    MATCH (m:EmailInvitation {sender: $me}) WHERE m.sentAt > $dayAgo RETURN m.sentAt AS sentAt ORDER BY sentAt
  },
  teamsChangedToday: COLLECT {
    MATCH (e:Event {a: $me})
    WHERE e.at > $dayAgo AND e.kind IN ['TEAM_FORMED', 'TEAM_CHANGED', 'TEAM_TERMS_SET']
      AND coalesce(e.shownAt, e.at) > $dayAgo
    RETURN coalesce(e.shownAt, e.at) AS madeAt ORDER BY madeAt
  }
  // end
} AS standing
