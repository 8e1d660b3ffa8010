// People in a segment that is no word of the product.
// Repair: Remove the word from segments, or correct it.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND any(segment IN coalesce(person.segments, []) WHERE NOT segment IN
  ['MENTOR', 'MENTEE', 'NEW_WITH_SKILLS', 'COMMUNITY_ENTHUSIAST', 'TOP_CONNECTIONS'])
RETURN count(*) AS count, collect(person.id)[..5] AS examples
