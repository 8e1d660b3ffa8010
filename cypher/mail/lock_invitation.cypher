// Locks the sender of an invitation by e-mail and tells how that invitation stands: the first half of a withdrawal.
// :param me => 'FL_0000000000000000'
// :param invitation => 'EI_0000000000000000'
// :param operation => 'a-hash'
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (me:Freelancer {id: $me})
SET me.lock = 0
WITH me
OPTIONAL MATCH (m:EmailInvitation {id: $invitation}) WHERE m.sender = $me
OPTIONAL MATCH (done:Event {operation: $operation})
RETURN {
  doneDigest: done.digest, status: me.status, isMine: m IS NOT NULL, isWithdrawn: m.withdrawnAt IS NOT NULL,
  shows: coalesce(
    // shows by e-mail
    m.expiresAt > $now AND m.withdrawnAt IS NULL AND m.acceptedAt IS NULL
    AND m.senderClosings = coalesce(me.closings, 0)
    // end
    , false)
} AS seen
