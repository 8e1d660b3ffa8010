// My own invitations by e-mail by id, as long as each shows pending.
// :param me => 'FL_0000000000000000'
// :param ids => ['EI_0000000000000000']
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (me:Freelancer {id: $me})
UNWIND $ids AS id
MATCH (m:EmailInvitation {id: id})
WHERE m.sender = $me AND
  // shows by e-mail
  m.expiresAt > $now AND m.withdrawnAt IS NULL AND m.acceptedAt IS NULL
  AND m.senderClosings = coalesce(me.closings, 0)
  // end
WITH properties(m) AS m  // at once: what is swept meanwhile is all of it or nothing
WHERE m.sealed IS NOT NULL
RETURN {id: m.id, sealed: m.sealed, note: m.note, sentAt: m.sentAt, expiresAt: m.expiresAt, steps: m.steps} AS invitation
