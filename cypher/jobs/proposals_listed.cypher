// Which proposals each of these jobs has, newest first: all of active people for its client, and for anyone else their own.
// :param me => 'FL_0000000000000000'
// :param jobs => ['JO_0000000000000000']
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
UNWIND $jobs AS id
MATCH (job:Job {id: id})
CALL (me, job) {
  MATCH (person:Freelancer)-[proposal:PROPOSED_FOR]->(job)
  WHERE person = me OR person.status = 'ACTIVE' AND EXISTS { (me)-[:POSTED]->(job) }
  RETURN collect({at: proposal.sentAt, key: proposal.id}) AS proposals
}
RETURN job.id AS job, {
  total: CASE WHEN $withTotal THEN size(proposals) ELSE -1 END,
  edges: COLLECT {
    UNWIND proposals AS proposal
    WITH proposal WHERE
      (proposal.at < $afterTime OR (proposal.at = $afterTime AND proposal.key > $afterId))
      AND (proposal.at > $beforeTime OR (proposal.at = $beforeTime AND proposal.key < $beforeId))
    WITH proposal
    ORDER BY
      CASE WHEN $forward THEN proposal.at END DESC, CASE WHEN $forward THEN proposal.key END,
      CASE WHEN NOT $forward THEN proposal.at END, CASE WHEN NOT $forward THEN proposal.key END DESC
    LIMIT $limit
    RETURN proposal
  }
} AS page
