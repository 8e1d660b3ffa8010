// Locks one person and tells how far their stream goes and how far they have read it.
// :param me => 'FL_0000000000000000'
// :param operation => 'a-hash'
MATCH (me:Freelancer {id: $me})
SET me.lock = 0
WITH me
OPTIONAL MATCH (done:Event {operation: $operation})
RETURN me.status AS status, coalesce(me.lastSequence, 0) AS last, coalesce(me.readSequence, 0) AS read,
  done.digest AS doneDigest
