// Invitations that were accepted, withdrawn or sent more than once.
// Repair: Keep the first event of the kind; find the writer that does not lock the pair.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
USING INDEX e:Event(kind, a)
WHERE e.a >= $from AND e.a < $to AND e.invitation IS NOT NULL AND e.kind IN ['INVITATION_SENT', 'INVITATION_ACCEPTED', 'INVITATION_WITHDRAWN']
  AND EXISTS {
    MATCH (again:Event {invitation: e.invitation}) WHERE again.kind = e.kind AND again.id < e.id
  }
RETURN count(*) AS count, collect(e.invitation)[..5] AS examples
