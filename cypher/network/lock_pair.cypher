// Locks two people in id order, then tells everything the rules read of them: the first half of every act on a pair.
// Nothing that can change is read before the locks are held; which two people an invitation is of never changes.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
// :param invitation => ''
// :param operation => 'a-hash'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param minuteAgo => datetime('2025-12-31T23:59:00Z')
// :param dayAgo => datetime('2025-12-31T00:00:00Z')
// :param yearAgo => datetime('2025-01-01T00:00:00Z')
OPTIONAL MATCH (sent:Event {invitation: $invitation})
WHERE sent.kind IN ['INVITATION_SENT', 'EMAIL_INVITATION_MET'] AND $me IN [sent.a, sent.b]
WITH CASE WHEN sent IS NULL THEN $other WHEN sent.a = $me THEN sent.b ELSE sent.a END AS otherId
CALL (otherId) {
  UNWIND CASE WHEN $me < otherId THEN [$me, otherId] ELSE [otherId, $me] END AS id
  MATCH (person:Freelancer {id: id})
  SET person.lock = 0
  RETURN count(*) AS locked
}
WITH otherId, CASE WHEN $me < otherId THEN $me + '|' + otherId ELSE otherId + '|' + $me END AS pair
MATCH (me:Freelancer {id: $me})
WITH otherId, pair, me
OPTIONAL MATCH (other:Freelancer {id: otherId})
OPTIONAL MATCH ()-[connection:CONNECTED_TO {pair: pair}]->()
OPTIONAL MATCH (inviter)-[open:INVITED {pair: pair}]->(invitee)
OPTIONAL MATCH (me)-[:HAS_RECORD]->(record:TrackRecord)
OPTIONAL MATCH (done:Event {operation: $operation})
RETURN {
  other: otherId,
  // pair
  otherStatus: coalesce(other.status, ''),
  otherVisibility: coalesce(other.visibility, 'PUBLIC'),
  connectedSince: connection.since,
  invitation: CASE WHEN open.expiresAt > $now AND coalesce(open.senderClosings, 0) = coalesce(inviter.closings, 0) THEN {
    id: open.id, sender: inviter.id, recipient: invitee.id, sentAt: open.sentAt, expiresAt: open.expiresAt,
    note: open.note, entryPoint: open.entryPoint, steps: open.steps, isByEmail: open.byEmail IS NOT NULL,
    isSetAside: coalesce(open.recipientClosings, 0) <> coalesce(invitee.closings, 0)
      OR EXISTS { (invitee)-[aside:SET_ASIDE]->(inviter) WHERE aside.invitation = open.id }
  } END,
  withdrawnAt: head([(me)-[withdrew:WITHDREW]->(other) | withdrew.at]),
  declines: coalesce(head([(other)-[declined:DECLINED]->(me) | declined.times]), 0),
  isBlockedByMe: EXISTS { (me)-[:BLOCKED]->(other) },
  isBlockedByOther: EXISTS { (other)-[:BLOCKED]->(me) }
  // end
  ,
  past: COLLECT { MATCH (e:Event {invitation: $invitation}) RETURN {kind: e.kind, a: e.a, at: e.at} },
  between: COLLECT {
    MATCH (e:Event {pair: pair})
    WHERE e.kind IN [
      'INVITATION_ACCEPTED', 'CONNECTION_IMPORTED', 'CONNECTION_REMOVED', 'FREELANCER_BLOCKED', 'FREELANCER_UNBLOCKED'
    ]
    // When matters to acts on an invitation only; elsewhere reading a time would take longer for whoever was blocked.
    RETURN {kind: e.kind, a: e.a, at: CASE WHEN $invitation <> '' THEN e.at END}
  },
  closedAt: head(COLLECT {
    MATCH (e:Event {kind: 'FREELANCER_DEACTIVATED', a: $me}) RETURN e.at AS at ORDER BY at DESC LIMIT 1
  }),
  haveTalked: EXISTS { MATCH (talk:Conversation {pair: pair}) WHERE talk.id IS NOT NULL },
  doneDigest: done.digest,
  doneOther: done.b,
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
} AS pair
