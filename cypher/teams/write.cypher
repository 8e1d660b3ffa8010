// Writes what the rules decided for a team whose people and job are locked: memberships, terms and who agreed.
// :param team => 'TM_0000000000000000'
// :param job => 'JO_0000000000000000'
// :param conversation => 'CV_0000000000000000'
// :param form => 'COLLABORATION'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param version => 1
// :param size => 2
// :param put => [{person: 'FL_0000000000000000', key: 'a-key', isLead: true, skills: [], agreedTo: 1}]
// :param removed => []
// :param declined => ''
// :param left => ''
// :param informs => false
MATCH (job:Job {id: $job})
MERGE (team:Team {id: $team})
ON CREATE SET team.form = $form, team.formedAt = $now
MERGE (team)-[:FOR]->(job)
SET team.informedAt = CASE WHEN $informs THEN $now WHEN team.version = $version THEN team.informedAt END
SET team.version = $version, team.size = $size
WITH team
CALL (team) {
  UNWIND $put AS each
  MATCH (person:Freelancer {id: each.person})
  MERGE (person)-[membership:MEMBER_OF]->(team)
  ON CREATE SET membership.at = $now
  SET membership.key = each.key, membership.isLead = each.isLead, membership.skills = each.skills,
    membership.agreedTo = each.agreedTo, membership.weeklyHours = each.weeklyHours,
    membership.description = each.description, membership.priceMinor = each.priceMinor,
    membership.currency = each.currency, membership.closings = coalesce(person.closings, 0),
    membership.declinedAt = null, membership.leftAt = null
  RETURN count(*) AS stand
}
CALL (team) {
  MATCH (person:Freelancer)-[membership:MEMBER_OF]->(team)
  WHERE person.id IN $removed + [$declined, $left]
  FOREACH (gone IN CASE WHEN person.id IN $removed THEN [membership] ELSE [] END | DELETE gone)
  FOREACH (kept IN CASE WHEN person.id = $declined THEN [membership] ELSE [] END | SET kept.declinedAt = $now)
  FOREACH (kept IN CASE WHEN person.id = $left THEN [membership] ELSE [] END | SET kept.leftAt = $now)
  RETURN count(*) AS gone
}
// Whoever agrees reads what was said before.
CALL () {
  MATCH (talk:Conversation {id: $conversation})
  UNWIND [each IN $put WHERE each.agreedTo = $version | each.person] AS id
  MATCH (person:Freelancer {id: id})
  MERGE (person)-[mine:TALKS_IN]->(talk)
    ON CREATE SET mine.readUpTo = 0, mine.unread = talk.lastNumber
  RETURN count(*) AS talking
}
FOREACH (offer IN CASE WHEN $informs THEN
  [(team)<-[:MEMBER_OF {isLead: true}]-(:Freelancer)-[p:PROPOSED_FOR]->(:Job {id: $job}) | p] ELSE [] END |
  SET offer.form = $form)
RETURN team.id AS team
