// Notes that whoever was sent a link wants to be reminded, once and never again, and writes the errand that does it.
// :param tokens => ['a-keyed-hash']
// :param now => datetime('2026-01-01T00:00:00Z')
// :param dueAt => datetime('2026-01-08T00:00:00Z')
// :param errand => {id: 'ED_0000000000000000', kind: 'REMIND'}
MATCH (m:EmailInvitation)
WHERE m.token IN $tokens
SET m.lock = 0
WITH m WHERE m.reminderAt IS NULL AND m.withdrawnAt IS NULL AND m.metAt IS NULL AND m.expiresAt > $dueAt
SET m.reminderAt = $now
CREATE (made:Errand {stage: 'WAITING', dueAt: $dueAt, attempts: 0, about: m.id})
SET made += $errand
RETURN count(made) AS count
