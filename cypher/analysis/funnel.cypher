// From seen to first message: how many pairs of sender and person reached each stage in a period.
// By where they started, the sender's segment and the month. Somebody of two segments counts in both; without a split, once. For analysts.
// :param from => datetime('2026-01-01T00:00:00Z')
// :param to => datetime('2026-02-01T00:00:00Z')
// :param byEntryPoint => true
// :param bySegment => false
// :param byMonth => false
CALL () {
  MATCH (i:InterfaceEvent)
  WHERE i.at >= $from AND i.at < $to
  RETURN i.kind AS stage, i.person AS sender, i.person + ' ' + coalesce(i.about, i.id) AS what,
    i.entryPoint AS entryPoint, i.at AS at
  UNION ALL
  MATCH (sent:Event)
  WHERE sent.kind = 'INVITATION_SENT' AND sent.at >= $from AND sent.at < $to
  OPTIONAL MATCH (accepted:Event {invitation: sent.invitation}) WHERE accepted.kind = 'INVITATION_ACCEPTED'
  WITH sent, min(accepted.at) AS acceptedAt
  WITH sent, acceptedAt, CASE WHEN acceptedAt IS NOT NULL THEN EXISTS {
    MATCH (message:Event {pair: sent.pair}) WHERE message.kind = 'MESSAGE_SENT' AND message.at > acceptedAt
  } ELSE false END AS talked
  UNWIND ['SENT'] + CASE WHEN acceptedAt IS NOT NULL THEN ['ACCEPTED'] ELSE [] END
    + CASE WHEN talked THEN ['FIRST_MESSAGE'] ELSE [] END AS stage
  RETURN stage, sent.a AS sender, sent.id AS what, sent.entryPoint AS entryPoint, coalesce(sent.shownAt, sent.at) AS at
  UNION ALL
  // By e-mail: whom it was brought to is known where somebody joined or was a member, and told to nobody but analysts.
  MATCH (sent:Event)
  WHERE sent.kind = 'EMAIL_INVITATION_SENT' AND sent.at >= $from AND sent.at < $to
  OPTIONAL MATCH (written:EmailInvitation {id: sent.invitation})
  WITH sent, written.metAs AS became
  OPTIONAL MATCH (accepted:Event {invitation: became}) WHERE accepted.kind = 'INVITATION_ACCEPTED'
  WITH sent, min(accepted.at) AS acceptedAt, min(accepted.pair) AS pair
  WITH sent, acceptedAt, CASE WHEN acceptedAt IS NOT NULL THEN EXISTS {
    MATCH (message:Event {pair: pair}) WHERE message.kind = 'MESSAGE_SENT' AND message.at > acceptedAt
  } ELSE false END AS talked
  UNWIND ['SENT'] + CASE WHEN acceptedAt IS NOT NULL THEN ['ACCEPTED'] ELSE [] END
    + CASE WHEN talked THEN ['FIRST_MESSAGE'] ELSE [] END AS stage
  RETURN stage, sent.a AS sender, sent.id AS what, sent.entryPoint AS entryPoint, coalesce(sent.shownAt, sent.at) AS at
}
OPTIONAL MATCH (person:Freelancer {id: sender})
WITH stage, what, entryPoint, at, CASE WHEN $bySegment THEN coalesce(person.segments, ['']) ELSE [''] END AS segments
UNWIND CASE WHEN size(segments) = 0 THEN [''] ELSE segments END AS segment
WITH stage, what, CASE WHEN $byEntryPoint THEN coalesce(entryPoint, '') ELSE '' END AS entryPoint, segment,
  CASE WHEN $byMonth THEN toString(date.truncate('month', at)) ELSE '' END AS month
RETURN entryPoint, segment, month, stage, count(DISTINCT what) AS reached
ORDER BY entryPoint, segment, month, stage
LIMIT 6000
