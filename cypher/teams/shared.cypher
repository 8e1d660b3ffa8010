// The teams that I am in with another person, as the rules read them, each with its job.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (:Freelancer {id: $me})-[mine:MEMBER_OF]->(team:Team)-[:FOR]->(job:Job)
WHERE mine.leftAt IS NULL AND EXISTS {
  MATCH (other:Freelancer)-[theirs:MEMBER_OF]->(team) WHERE other.id = $other AND theirs.leftAt IS NULL
}
RETURN job.id AS job, {
  id: team.id, form: team.form, version: team.version, size: team.size,
  offer: head([(:Freelancer)-[p:PROPOSED_FOR {team: team.id}]->(job) | {state: p.state, version: p.termsVersion}]),
  members: COLLECT {
    MATCH (person:Freelancer)-[m:MEMBER_OF]->(team)
    RETURN {
      person: person.id, isLead: m.isLead, skills: m.skills, agreedTo: m.agreedTo,
      weeklyHours: m.weeklyHours, description: m.description, priceMinor: m.priceMinor, currency: m.currency,
      hasDeclined: m.declinedAt IS NOT NULL,
      isGone: m.leftAt IS NOT NULL OR person.status <> 'ACTIVE' OR m.closings <> coalesce(person.closings, 0)
    }
    ORDER BY person.id
  }
} AS team
ORDER BY job, team.id
