// Declines in the ledger that no count remembers, so that a sender could ask a fifth time.
// Repair: Create the DECLINED relationship with the number of events as times.
// :param from => ''
// :param to => '~'
MATCH (e:Event)
USING INDEX e:Event(kind, a)
WHERE e.a >= $from AND e.a < $to AND e.kind = 'INVITATION_DECLINED'
MATCH (recipient:Freelancer {id: e.a}) MATCH (sender:Freelancer {id: e.b})
WHERE NOT EXISTS { (recipient)-[:DECLINED]->(sender) }
RETURN count(*) AS count, collect(e.id)[..5] AS examples
