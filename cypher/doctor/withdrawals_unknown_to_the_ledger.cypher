// Cool-downs that no withdrawal and no block began.
// Repair: Delete the WITHDREW relationship.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[withdrew:WITHDREW]->(other:Freelancer)
WHERE withdrew.at IS NULL OR NOT EXISTS {
  MATCH (e:Event {pair: CASE WHEN person.id < other.id THEN person.id + '|' + other.id
    ELSE other.id + '|' + person.id END})
  WHERE e.kind IN ['INVITATION_WITHDRAWN', 'FREELANCER_BLOCKED'] AND e.a = person.id AND e.at >= withdrew.at
}
RETURN count(*) AS count, collect(person.id)[..5] AS examples
