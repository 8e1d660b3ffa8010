// The teams for a job as the rules read them, whose people and job are locked.
// :param job => 'JO_0000000000000000'
MATCH (team:Team)-[:FOR]->(job:Job {id: $job})
RETURN {
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
