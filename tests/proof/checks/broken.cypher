// Whatever in the graph breaks a rule, as rule and key; no row where all is well.
CALL () {
  MATCH ()-[c:CONNECTED_TO]->() WITH c.pair AS key, count(*) AS times WHERE times > 1
  RETURN 'connected twice' AS rule, key
UNION ALL
  MATCH ()-[i:INVITED]->() WITH i.pair AS key, count(*) AS times WHERE times > 1
  RETURN 'invited twice' AS rule, key
UNION ALL
  MATCH (a:Freelancer)-[c:CONNECTED_TO]->(b:Freelancer) WHERE EXISTS { (a)-[:INVITED]-(b) }
  RETURN 'connected and invited' AS rule, c.pair AS key
UNION ALL
  MATCH (a:Freelancer)-[c:CONNECTED_TO]->(b:Freelancer) WHERE EXISTS { (a)-[:BLOCKED]-(b) }
  RETURN 'connected and blocked' AS rule, c.pair AS key
UNION ALL
  MATCH (a:Freelancer)-[:BLOCKED]->(b:Freelancer) WHERE EXISTS { (a)-[:INVITED]->(b) }
  RETURN 'blocked and invited by the same person' AS rule, a.id + ' and ' + b.id AS key
UNION ALL
  MATCH (a:Freelancer)-[:BLOCKED]->(b:Freelancer)-[i:INVITED]->(a)
  WHERE NOT EXISTS { (a)-[aside:SET_ASIDE]->(b) WHERE aside.invitation = i.id }
  RETURN 'an invitation waits beside a block' AS rule, i.pair AS key
UNION ALL
  MATCH (a:Freelancer {status: 'ERASED'})-[r]-() RETURN 'attached to an erased person' AS rule, a.id + ' ' + type(r) AS key
UNION ALL
  MATCH (a:Freelancer)-[d:DECLINED]->(b:Freelancer) WHERE d.times > 4
  RETURN 'declined more than four times' AS rule, a.id + ' of ' + b.id AS key
UNION ALL
  MATCH (e:Event {kind: 'INVITATION_ACCEPTED'}) WHERE e.invitation IS NOT NULL
  WITH e.invitation AS key, count(*) AS times WHERE times > 1
  RETURN 'one invitation accepted twice' AS rule, key
UNION ALL
  MATCH (e:Event {kind: 'INVITATION_DECLINED'}) WHERE e.invitation IS NOT NULL
  WITH e.invitation AS key, count(*) AS times WHERE times > 1
  RETURN 'one invitation declined twice' AS rule, key
UNION ALL
  MATCH (e:Event) WHERE e.pair IS NOT NULL
  WITH e.pair AS key, e.at AS at, count(*) AS times WHERE times > 1
  RETURN 'two events of a pair at one time' AS rule, key
UNION ALL
  MATCH (e:Event) WHERE e.pair IS NOT NULL AND e.kind IN ['INVITATION_ACCEPTED', 'CONNECTION_IMPORTED', 'CONNECTION_REMOVED']
  WITH e.pair AS key, sum(CASE e.kind WHEN 'CONNECTION_REMOVED' THEN -1 ELSE 1 END) AS balance
  WHERE NOT EXISTS { MATCH (other:Event {pair: key}) WHERE other.kind CONTAINS 'BLOCK' }
    AND balance <> COUNT { ()-[:CONNECTED_TO {pair: key}]->() }
  RETURN 'the ledger disagrees about a connection' AS rule, key
UNION ALL
  MATCH (team:Team)-[:FOR]->(job:Job) WHERE job.state IN ['COMPLETED', 'CANCELLED']
  RETURN 'a team outlives its job' AS rule, team.id AS key
UNION ALL
  MATCH (person:Freelancer)-[m:MEMBER_OF]->(team:Team)
  WHERE m.agreedTo = team.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
  WITH person, sum(m.weeklyHours) AS hours WHERE hours > person.weeklyHours
  RETURN 'booked beyond their hours' AS rule, person.id AS key
UNION ALL
  MATCH (lead:Freelancer)-[:MEMBER_OF {isLead: true}]->(:Team)-[:FOR]->(job:Job)
  WITH lead, job, count(*) AS times WHERE times > 1
  RETURN 'two teams of one lead for a job' AS rule, lead.id + ' ' + job.id AS key
UNION ALL
  MATCH (team:Team) WHERE NOT EXISTS { (team)-[:FOR]->(:Job) } OR NOT EXISTS { (team)<-[:MEMBER_OF]-() }
  RETURN 'a team of nobody or for nothing' AS rule, team.id AS key
}
RETURN rule, key
ORDER BY rule, key
LIMIT 20
