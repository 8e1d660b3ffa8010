// People with no track record, or with more than one.
// Repair: Create the missing TrackRecord or delete the older one; until then nobody can judge who may invite.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND COUNT { (person)-[:HAS_RECORD]->(:TrackRecord) } <> 1
RETURN count(*) AS count, collect(person.id)[..5] AS examples
