// Events of a kind that this version does not know.
// Repair: Use the version that wrote them, or correct the kind.
// :param from => ''
// :param to => '~'
// :param kinds => ['INVITATION_SENT']
MATCH (e:Event) WHERE e.a >= $from AND e.a < $to AND e.at IS NOT NULL AND NOT e.kind IN $kinds
RETURN count(*) AS count, collect(e.id)[..5] AS examples
