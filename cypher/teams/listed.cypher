// Which live teams show to me, newest first: those I lead, am in or am asked into, and for a client those for its jobs.
// :param me => 'FL_0000000000000000'
// :param afterTime => datetime('9999-12-31T00:00:00Z')
// :param afterId => ''
// :param beforeTime => datetime('0001-01-01T00:00:00Z')
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
// :param withTotal => false
OPTIONAL MATCH (freelancer:Freelancer {id: $me})
OPTIONAL MATCH (client:Client {id: $me})
WITH coalesce(freelancer, client) AS me
CALL (me) {
  MATCH (me)-[:MEMBER_OF]->(team:Team)-[:FOR]->(job:Job)
  RETURN team, job
  UNION
  MATCH (me)-[:POSTED]->(job:Job)<-[:FOR]-(team:Team)
  RETURN team, job
}
MATCH (owner:Client)-[:POSTED]->(job)
MATCH (lead:Freelancer)-[l:MEMBER_OF {isLead: true}]->(team)
WHERE
  // team shows
  lead.status = 'ACTIVE' AND l.leftAt IS NULL AND l.closings = coalesce(lead.closings, 0) AND (
    EXISTS {
      MATCH (me)-[m:MEMBER_OF]->(team)
      WHERE m.declinedAt IS NULL AND m.leftAt IS NULL AND m.closings = coalesce(me.closings, 0)
        AND (m.agreedTo IS NOT NULL OR lead = me OR EXISTS { (me)-[:CONNECTED_TO]-(lead) })
    }
    OR owner = me AND (
      EXISTS { (lead)-[:PROPOSED_FOR {team: team.id, state: 'ACCEPTED'}]->(job) }
      OR (team.informedAt IS NOT NULL OR EXISTS {
        (lead)-[p:PROPOSED_FOR {team: team.id, state: 'SENT'}]->(job) WHERE p.termsVersion = team.version
      }) AND team.size = COUNT {
        MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(team)
        WHERE m.agreedTo = team.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
          AND fellow.status = 'ACTIVE' AND m.closings = coalesce(fellow.closings, 0)
      }
    )
  )
  // end
WITH collect(team) AS teams
RETURN {
  total: CASE WHEN $withTotal THEN size(teams) ELSE -1 END,
  edges: COLLECT {
    UNWIND teams AS team
    WITH team WHERE
      (team.formedAt < $afterTime OR (team.formedAt = $afterTime AND team.id > $afterId))
      AND (team.formedAt > $beforeTime OR (team.formedAt = $beforeTime AND team.id < $beforeId))
    WITH team
    ORDER BY
      CASE WHEN $forward THEN team.formedAt END DESC, CASE WHEN $forward THEN team.id END,
      CASE WHEN NOT $forward THEN team.formedAt END, CASE WHEN NOT $forward THEN team.id END DESC
    LIMIT $limit
    RETURN {at: team.formedAt, key: team.id}
  }
} AS page
