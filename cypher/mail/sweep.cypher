// Forgets the addresses and notes of invitations whose term is over, and what was still to be done about them.
// :param now => datetime('2026-01-01T00:00:00Z')
// :param limit => 1000
MATCH (m:EmailInvitation) WHERE m.sealedUntil <= $now
WITH m LIMIT $limit
SET m.sealed = null, m.note = null, m.sealedUntil = null
WITH m
OPTIONAL MATCH (errand:Errand {about: m.id})
DELETE errand
RETURN count(DISTINCT m) AS count
