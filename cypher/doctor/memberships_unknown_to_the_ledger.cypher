// Memberships of teams without an event that asked the person, or that formed the team for its lead.
// Repair: Find the writer that goes past the ledger; delete the membership when nobody vouches for it.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[membership:MEMBER_OF]->(team:Team)
WHERE NOT EXISTS {
    MATCH (e:Event {b: person.id}) WHERE e.at IS NOT NULL AND e.kind = 'TEAM_MEMBER_ASKED' AND e.team = team.id
  }
  AND NOT EXISTS { MATCH (e:Event {a: person.id}) WHERE e.kind = 'TEAM_FORMED' AND e.team = team.id }
RETURN count(*) AS count, collect(person.id)[..5] AS examples
