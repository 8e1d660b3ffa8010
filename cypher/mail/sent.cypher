// My own invitations by e-mail that show pending, newest first, whoever has the address and whatever they did.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param afterTime => datetime('9999-12-31T00:00:00Z')
// :param afterId => ''
// :param beforeTime => datetime('0001-01-01T00:00:00Z')
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
RETURN {
  total: CASE WHEN $withTotal THEN COUNT {
    MATCH (m:EmailInvitation {sender: $me})
    WHERE m.sentAt IS NOT NULL AND
      // shows by e-mail
      m.expiresAt > $now AND m.withdrawnAt IS NULL AND m.acceptedAt IS NULL
      AND m.senderClosings = coalesce(me.closings, 0)
      // end
  } ELSE -1 END,
  edges: COLLECT {
    MATCH (m:EmailInvitation {sender: $me})
    WHERE m.sentAt <= $afterTime AND m.sentAt >= $beforeTime
      AND (m.sentAt < $afterTime OR m.id > $afterId) AND (m.sentAt > $beforeTime OR m.id < $beforeId) AND
      // shows by e-mail
      m.expiresAt > $now AND m.withdrawnAt IS NULL AND m.acceptedAt IS NULL
      AND m.senderClosings = coalesce(me.closings, 0)
      // end
    WITH m
    ORDER BY
      CASE WHEN $forward THEN m.sentAt END DESC, CASE WHEN $forward THEN m.id END,
      CASE WHEN NOT $forward THEN m.sentAt END, CASE WHEN NOT $forward THEN m.id END DESC
    LIMIT $limit
    WITH properties(m) AS m  // at once: what is swept meanwhile is all of it or nothing
    WHERE m.sealed IS NOT NULL
    RETURN {
      at: m.sentAt, key: m.id,
      invitation: {
        id: m.id, sealed: m.sealed, note: m.note, sentAt: m.sentAt, expiresAt: m.expiresAt, steps: m.steps
      }
    }
  }
} AS page
