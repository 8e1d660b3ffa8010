// Invitations by e-mail that wait for whoever has an address, in the order in which they were sent.
// :param addresses => ['a-keyed-hash']
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (m:EmailInvitation)
WHERE m.address IN $addresses AND m.sentAt <= $now
  AND m.metAt IS NULL AND m.withdrawnAt IS NULL AND m.acceptedAt IS NULL AND m.expiresAt > $now
RETURN m.id AS id, m.sender AS sender
ORDER BY m.sentAt, id
