// Declines whose count is not the number of events.
// Repair: Set times to the number of INVITATION_DECLINED events of the two, and lastAt to the latest.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[declined:DECLINED]->(sender:Freelancer)
WHERE coalesce(declined.times, 0) <> COUNT {
  MATCH (e:Event {pair: CASE WHEN person.id < sender.id THEN person.id + '|' + sender.id
    ELSE sender.id + '|' + person.id END})
  WHERE e.kind = 'INVITATION_DECLINED' AND e.a = person.id
}
RETURN count(*) AS count, collect(person.id)[..5] AS examples
