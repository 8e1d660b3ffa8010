// Blocks without a time, a name or an event, or of oneself.
// Repair: Add what is missing from the FREELANCER_BLOCKED event, or delete the block.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[block:BLOCKED]->(other:Freelancer)
WITH person, block, other, COLLECT {
  MATCH (e:Event {pair: CASE WHEN person.id < other.id THEN person.id + '|' + other.id
    ELSE other.id + '|' + person.id END})
  WHERE e.a = person.id AND e.kind IN ['FREELANCER_BLOCKED', 'FREELANCER_UNBLOCKED']
  RETURN e.kind ORDER BY e.at DESC LIMIT 1
} AS last
WHERE block.at IS NULL OR block.name IS NULL OR person = other OR coalesce(last[0], '') <> 'FREELANCER_BLOCKED'
RETURN count(*) AS count, collect(person.id)[..5] AS examples
