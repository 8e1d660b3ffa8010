// The invitation by e-mail that a link leads to: whether it may still be followed, and what its mailbox asked for.
// :param tokens => ['a-keyed-hash']
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (m:EmailInvitation)
WHERE m.token IN $tokens
OPTIONAL MATCH (sender:Freelancer {id: m.sender})
RETURN
  coalesce(m.expiresAt > $now AND m.withdrawnAt IS NULL AND m.redeemedAt IS NULL AND sender.status = 'ACTIVE'
    AND m.senderClosings = coalesce(sender.closings, 0), false) AS isGood,
  m.reminderAt IS NOT NULL AS isReminded,
  EXISTS { MATCH (o:OptOut {mailbox: m.mailbox}) } AS hasOptedOut
