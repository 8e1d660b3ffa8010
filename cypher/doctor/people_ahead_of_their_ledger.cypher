// People whose last event is at no instant of the ledger.
// Repair: Remove lastEventAt: the next act sets it again, and no event before it is lost.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND person.lastEventAt IS NOT NULL
  AND NOT EXISTS { MATCH (e:Event {a: person.id}) WHERE e.at = person.lastEventAt }
  AND NOT EXISTS { MATCH (e:Event {b: person.id}) WHERE e.at = person.lastEventAt }
RETURN count(*) AS count, collect(person.id)[..5] AS examples
