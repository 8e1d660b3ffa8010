// Whom an act on a team, on all teams of a job or on a proposal can touch, and the job it is about; nothing is locked.
// A query of its own: one that writes would lock the entry of the team or the proposal before the people.
// :param team => ''
// :param job => ''
// :param proposal => ''
OPTIONAL MATCH (:Team {id: $team})-[:FOR]->(its:Job)
OPTIONAL MATCH (proposer:Freelancer)-[:PROPOSED_FOR {id: $proposal}]->(offered:Job)
WITH proposer, coalesce(its.id, offered.id, $job) AS jobId
RETURN jobId AS job, CASE WHEN proposer IS NULL THEN [] ELSE [proposer.id] END + COLLECT {
  MATCH (:Job {id: jobId})<-[:FOR]-(each:Team)<-[:MEMBER_OF]-(person:Freelancer)
  WHERE $team IN ['', each.id]
  RETURN DISTINCT person.id
} AS people
