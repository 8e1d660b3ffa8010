// Locks whoever follows a link, then tells whose verified address they have and what the link leads to.
// :param me => 'FL_0000000000000000'
// :param tokens => ['a-keyed-hash']
// :param operation => 'a-hash'
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (me:Freelancer {id: $me})
SET me.lock = 0
WITH me
OPTIONAL MATCH (m:EmailInvitation) WHERE m.token IN $tokens
SET m.lock = 0
WITH me, m
OPTIONAL MATCH (sender:Freelancer {id: m.sender})
OPTIONAL MATCH (done:Event {operation: $operation})
RETURN {
  doneDigest: done.digest, status: me.status, email: me.email, invitation: m.id, address: m.address,
  isGood: coalesce(m.expiresAt > $now AND m.withdrawnAt IS NULL AND m.redeemedAt IS NULL AND sender.status = 'ACTIVE'
    AND m.senderClosings = coalesce(sender.closings, 0), false)
} AS seen
