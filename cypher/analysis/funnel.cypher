// From sent to first message: how many invitations of a period reached each stage, with whatever came of them until now.
// By where they started, the sender's segment and the month. Somebody of two segments counts in both; without a split, once.
// What comes before, on screens, is in funnel_on_screen.cypher. For analysts; a month at a time on a large ledger.
// :param from => datetime('2026-01-01T00:00:00Z')
// :param to => datetime('2026-02-01T00:00:00Z')
// :param byEntryPoint => true
// :param bySegment => false
// :param byMonth => false
CALL () {
  MATCH (sent:Event)
  WHERE sent.kind = 'INVITATION_SENT' AND sent.at >= $from AND sent.at < $to
  RETURN sent, sent.invitation AS invitation
  UNION ALL
  // By e-mail: whom it was brought to is known where somebody joined or was a member, and told to nobody but analysts.
  MATCH (sent:Event)
  WHERE sent.kind = 'EMAIL_INVITATION_SENT' AND sent.at >= $from AND sent.at < $to
  OPTIONAL MATCH (written:EmailInvitation {id: sent.invitation})
  RETURN sent, written.metAs AS invitation
}
OPTIONAL MATCH (accepted:Event {invitation: invitation}) WHERE accepted.kind = 'INVITATION_ACCEPTED'
WITH sent, min(accepted.at) AS acceptedAt, min(accepted.pair) AS pair
WITH sent, acceptedAt, CASE WHEN acceptedAt IS NOT NULL THEN EXISTS {
  MATCH (message:Event {pair: pair}) WHERE message.kind = 'MESSAGE_SENT' AND message.at > acceptedAt
} ELSE false END AS talked
WITH CASE WHEN $byEntryPoint THEN coalesce(sent.entryPoint, '') ELSE '' END AS entryPoint,
  CASE WHEN $byMonth THEN toString(date.truncate('month', coalesce(sent.shownAt, sent.at))) ELSE '' END AS month,
  CASE WHEN $bySegment THEN sent.a ELSE '' END AS sender, CASE WHEN talked THEN ['SENT', 'ACCEPTED', 'FIRST_MESSAGE']
    WHEN acceptedAt IS NOT NULL THEN ['SENT', 'ACCEPTED'] ELSE ['SENT'] END AS stages, count(*) AS invitations
OPTIONAL MATCH (person:Freelancer {id: sender})
UNWIND CASE WHEN size(person.segments) > 0 THEN person.segments ELSE [''] END AS segment
UNWIND stages AS stage
RETURN entryPoint, segment, month, stage, sum(invitations) AS reached
ORDER BY entryPoint, segment, month, stage
LIMIT 6000
