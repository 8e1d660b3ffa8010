// Which jobs concern me in a way and are in a state, newest first; empty texts stand for any.
// :param me => 'FL_0000000000000000'
// :param concern => ''
// :param state => ''
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
  MATCH (me)-[:POSTED|INVITED_TO|PROPOSED_FOR|WORKED_ON]->(job:Job)
  RETURN job
  UNION
  MATCH (me)-[:MEMBER_OF]->(:Team)-[:FOR]->(job:Job)
  RETURN job
  UNION
  MATCH (:Freelancer)-[referral:REFERRED]->(me)
  WITH referral.job AS id
  MATCH (job:Job {id: id})
  RETURN job
}
WITH me, job WHERE $state IN ['', job.state]
MATCH (owner:Client)-[:POSTED]->(job)
WITH job, [concern IN [
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
] WHERE concern IS NOT NULL] AS concerns
WHERE size(concerns) > 0 AND ($concern = '' OR $concern IN concerns)
WITH collect(job) AS jobs
RETURN {
  total: CASE WHEN $withTotal THEN size(jobs) ELSE -1 END,
  edges: COLLECT {
    UNWIND jobs AS job
    WITH job WHERE
      (job.postedAt < $afterTime OR (job.postedAt = $afterTime AND job.id > $afterId))
      AND (job.postedAt > $beforeTime OR (job.postedAt = $beforeTime AND job.id < $beforeId))
    WITH job
    ORDER BY
      CASE WHEN $forward THEN job.postedAt END DESC, CASE WHEN $forward THEN job.id END,
      CASE WHEN NOT $forward THEN job.postedAt END, CASE WHEN NOT $forward THEN job.id END DESC
    LIMIT $limit
    RETURN {at: job.postedAt, key: job.id}
  }
} AS page
