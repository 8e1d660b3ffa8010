// Invitations whose pair is not the lower id, a bar and the higher, or whose id is none.
// Repair: Set pair; an invitation without an id is deleted, for nobody can answer it.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]->(other:Freelancer)
WHERE coalesce(i.pair, '') <> CASE WHEN person.id < other.id THEN person.id + '|' + other.id
    ELSE other.id + '|' + person.id END
  OR NOT coalesce(i.id, '') =~ 'IN_[0-9a-hjkmnp-tv-z]{16}'
RETURN count(*) AS count, collect(coalesce(i.id, person.id))[..5] AS examples
