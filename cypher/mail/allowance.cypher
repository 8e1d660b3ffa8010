// Whether a mailbox may be written to now: whether it opted out, and how much was written lately, to it and to anybody.
// :param mailboxes => ['a-keyed-hash']
// :param dayAgo => datetime('2025-12-31T00:00:00Z')
// :param hourAgo => datetime('2025-12-31T23:00:00Z')
RETURN
  EXISTS { MATCH (o:OptOut) WHERE o.mailbox IN $mailboxes } AS hasOptedOut,
  COUNT { MATCH (m:EmailInvitation) WHERE m.mailbox IN $mailboxes AND m.mailedAt > $dayAgo } AS lately,
  COUNT { MATCH (m:EmailInvitation) WHERE m.mailedAt > $hourAgo } AS overall
