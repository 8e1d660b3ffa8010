// Notes that the mailbox a link was sent to is never to be written to again, by whoever invites; once.
// :param tokens => ['a-keyed-hash']
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (m:EmailInvitation)
WHERE m.token IN $tokens
MERGE (o:OptOut {mailbox: m.mailbox})
ON CREATE SET o.at = $now
RETURN count(o) AS count
