// Has teams cease to exist, with everything that is theirs; who worked in one keeps the job and closer ties.
// What was said stays, closed, with whoever was in the team and had agreed.
// :param teams => [{team: 'TM_0000000000000000', conversation: 'CV_0000000000000000', worked: []}]
// :param now => datetime('2026-01-01T00:00:00Z')
UNWIND $teams AS each
MATCH (team:Team {id: each.team})-[:FOR]->(job:Job)
CALL (each, job) {
  UNWIND each.worked AS id
  MATCH (person:Freelancer {id: id})
  MERGE (person)-[worked:WORKED_ON]->(job)
  ON CREATE SET worked.at = $now
  RETURN count(*) AS did
}
CALL (each) {
  UNWIND each.worked AS low
  UNWIND each.worked AS high
  WITH low, high WHERE low < high
  MATCH ()-[tie:CONNECTED_TO {pair: low + '|' + high}]->()
  SET tie.jobsTogether = coalesce(tie.jobsTogether, 0) + 1, tie.lastJobAt = $now
  RETURN count(*) AS closer
}
CALL (each, team) {
  MATCH (person:Freelancer)-[mine:TALKS_IN]->(talk:Conversation {id: each.conversation})
  WHERE EXISTS {
    MATCH (person)-[m:MEMBER_OF]->(team)
    WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL
      AND m.closings = coalesce(person.closings, 0)
  }
  SET mine.stays = true
  RETURN count(*) AS stay
}
DETACH DELETE team
RETURN count(*) AS ended
