// Locks who invites by e-mail, then tells what the rules read: that person's own records and own invitations alone.
// Nothing is asked about whoever has the address, so that the answer cannot depend on them.
// :param me => 'FL_0000000000000000'
// :param addresses => ['a-keyed-hash']
// :param operation => 'a-hash'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param minuteAgo => datetime('2025-12-31T23:59:00Z')
// :param dayAgo => datetime('2025-12-31T00:00:00Z')
// :param yearAgo => datetime('2025-01-01T00:00:00Z')
MATCH (me:Freelancer {id: $me})
SET me.lock = 0
WITH me
OPTIONAL MATCH (me)-[:HAS_RECORD]->(record:TrackRecord)
OPTIONAL MATCH (done:Event {operation: $operation})
RETURN {
  doneDigest: done.digest, doneInvitation: done.invitation,
  closings: coalesce(me.closings, 0), email: me.email,
  open: head(COLLECT {
    MATCH (m:EmailInvitation {sender: $me})
    WHERE m.sentAt IS NOT NULL AND m.address IN $addresses AND
      // shows by e-mail
      m.expiresAt > $now AND m.withdrawnAt IS NULL AND m.acceptedAt IS NULL
      AND m.senderClosings = coalesce(me.closings, 0)
      // end
    RETURN m.id LIMIT 1
  }),
  withdrawnAt: head(COLLECT {
    MATCH (m:EmailInvitation {sender: $me})
    WHERE m.sentAt IS NOT NULL AND m.address IN $addresses AND m.withdrawnAt IS NOT NULL
    RETURN m.withdrawnAt AS at ORDER BY at DESC LIMIT 1
  }),
  standing: {
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
  }
} AS seen
