// Answers to invitations that were not sent before.
// Repair: Find the INVITATION_SENT event in a dump; the order of the ledger decides what was.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
USING INDEX e:Event(kind, a)
WHERE e.a >= $from AND e.a < $to AND e.invitation IS NOT NULL
  AND e.kind IN ['INVITATION_ACCEPTED', 'INVITATION_DECLINED', 'INVITATION_WITHDRAWN']
  AND NOT EXISTS {
    MATCH (sent:Event {invitation: e.invitation}) WHERE sent.kind = 'INVITATION_SENT' AND sent.at <= e.at
  }
RETURN count(*) AS count, collect(e.id)[..5] AS examples
