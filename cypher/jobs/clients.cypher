// Clients by id, each only to itself and to those whom one of its jobs concerns.
// :param me => 'FL_0000000000000000'
// :param ids => ['CL_0000000000000000']
OPTIONAL MATCH (freelancer:Freelancer {id: $me})
OPTIONAL MATCH (client:Client {id: $me})
WITH coalesce(freelancer, client) AS me
UNWIND $ids AS id
MATCH (owner:Client {id: id})
WHERE owner = me OR EXISTS {
  MATCH (owner)-[:POSTED]->(job:Job)
  WHERE any(concern IN [
    // concerns
    CASE WHEN owner = me THEN 'POSTED' END,
    CASE WHEN EXISTS { (me)-[i:INVITED_TO]->(job) WHERE i.declinedAt IS NULL } THEN 'INVITED' END,
    CASE WHEN EXISTS { (me)-[i:INVITED_TO]->(job) WHERE i.declinedAt IS NOT NULL } THEN 'DECLINED' END,
    CASE WHEN EXISTS { (me)-[:PROPOSED_FOR]->(job) } THEN 'PROPOSED' END,
    CASE WHEN EXISTS { (me)-[p:PROPOSED_FOR]->(job) WHERE p.state = 'ACCEPTED' } OR EXISTS { (me)-[:WORKED_ON]->(job) }
      THEN 'HIRED' END,
    CASE WHEN EXISTS {
      (giver:Freelancer)-[r:REFERRED]->(me) WHERE r.job = job.id AND r.declinedAt IS NULL AND (r.acceptedAt IS NOT NULL
        OR giver.status = 'ACTIVE' AND r.endedAt IS NULL AND r.giverClosings = coalesce(giver.closings, 0)
        AND r.candidateClosings = coalesce(me.closings, 0))
    } THEN 'REFERRED' END,
    CASE WHEN EXISTS {
      MATCH (me)-[m:MEMBER_OF]->(joined:Team)-[:FOR]->(job)
      WHERE m.declinedAt IS NULL AND m.leftAt IS NULL AND m.closings = coalesce(me.closings, 0) AND EXISTS {
        MATCH (leader:Freelancer)-[l:MEMBER_OF {isLead: true}]->(joined)
        WHERE leader.status = 'ACTIVE' AND l.leftAt IS NULL AND l.closings = coalesce(leader.closings, 0)
          AND (m.agreedTo IS NOT NULL OR leader = me OR EXISTS { (me)-[:CONNECTED_TO]-(leader) })
      }
    } THEN 'TEAM' END
    // end
  ] WHERE concern IS NOT NULL)
}
RETURN owner.id AS id, owner.name AS name
