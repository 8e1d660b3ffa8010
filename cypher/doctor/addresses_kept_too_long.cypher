// Invitations by e-mail that were withdrawn, accepted or over for a day, and whose address is kept still.
// Repair: Start `confrere up`, which forgets them within moments; if they stay, see what it logs.
// :param from => ''
// :param to => '~'
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (m:EmailInvitation)
WHERE m.sender >= $from AND m.sender < $to AND m.sentAt IS NOT NULL AND m.sealed IS NOT NULL
  AND (m.withdrawnAt IS NOT NULL OR m.acceptedAt IS NOT NULL OR m.expiresAt + duration('P1D') < $now)
RETURN count(*) AS count, collect(m.id)[..5] AS examples
