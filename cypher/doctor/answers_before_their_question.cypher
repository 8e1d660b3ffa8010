// Answers to invitations that were not sent before.
// Repair: Find the INVITATION_SENT event in a dump; the order of the ledger decides what was.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
WHERE e.pair >= $from AND e.pair < $to AND e.invitation IS NOT NULL
  AND e.kind IN ['INVITATION_SENT', 'EMAIL_INVITATION_MET', 'INVITATION_ACCEPTED', 'INVITATION_DECLINED',
    'INVITATION_WITHDRAWN']
WITH e.invitation AS invitation,
     min(CASE WHEN e.kind IN ['INVITATION_SENT', 'EMAIL_INVITATION_MET'] THEN e.at END) AS sentAt,
     min(CASE WHEN NOT e.kind IN ['INVITATION_SENT', 'EMAIL_INVITATION_MET'] THEN e.at END) AS answeredAt
WHERE answeredAt IS NOT NULL AND (sentAt IS NULL OR answeredAt < sentAt)
RETURN count(*) AS count, collect(invitation)[..5] AS examples
