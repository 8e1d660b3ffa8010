// Invitations that were accepted, withdrawn or sent more than once.
// Repair: Keep the first event of the kind; find the writer that does not lock the pair.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
WHERE e.pair >= $from AND e.pair < $to AND e.invitation IS NOT NULL
  AND e.kind IN ['INVITATION_SENT', 'INVITATION_ACCEPTED', 'INVITATION_WITHDRAWN']
WITH e.invitation AS invitation, e.kind AS kind, count(*) AS events
WHERE events > 1
RETURN count(*) AS count, collect(invitation)[..5] AS examples
