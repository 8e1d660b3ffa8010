// Locks everybody whom an act on a team, or on all teams of a job, can touch, in the order of ids, and the job last.
// Whoever joined between the look and the lock is missing from the answer; the caller then starts again.
// :param people => ['FL_0000000000000000']
// :param team => ''
// :param job => ''
// :param proposal => ''
OPTIONAL MATCH (:Team {id: $team})-[:FOR]->(its:Job)
OPTIONAL MATCH (proposer:Freelancer)-[:PROPOSED_FOR {id: $proposal}]->(offered:Job)
WITH proposer, coalesce(its.id, offered.id, $job) AS jobId
CALL (jobId) {
  MATCH (:Job {id: jobId})<-[:FOR]-(each:Team)<-[:MEMBER_OF]-(person:Freelancer)
  WHERE $team IN ['', each.id]
  RETURN collect(DISTINCT person.id) AS crew
}
CALL (crew, proposer) {
  UNWIND crew + $people + CASE WHEN proposer IS NULL THEN [] ELSE [proposer.id] END AS id
  WITH DISTINCT id ORDER BY id
  CALL (id) {
    MATCH (account:Freelancer {id: id}) RETURN account
    UNION
    MATCH (account:Client {id: id}) RETURN account
  }
  SET account.lock = 0
  RETURN collect(account.id) AS locked
}
CALL (jobId) {
  MATCH (wanted:Job {id: jobId})
  SET wanted.lock = 0
  RETURN count(*) AS held
}
RETURN locked, jobId AS job
