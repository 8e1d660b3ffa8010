// Jobs by id, each only to those whom it concerns, with every way in which it concerns me.
// :param me => 'FL_0000000000000000'
// :param ids => ['JO_0000000000000000']
OPTIONAL MATCH (freelancer:Freelancer {id: $me})
OPTIONAL MATCH (client:Client {id: $me})
WITH coalesce(freelancer, client) AS me
UNWIND $ids AS id
MATCH (owner:Client)-[:POSTED]->(job:Job {id: id})
WITH me, owner, job, [concern IN [
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
WHERE size(concerns) > 0
RETURN {
  id: job.id, title: job.title, description: job.description, isPrivate: job.isPrivate, state: job.state,
  budgetMinor: job.budgetMinor, currency: job.currency, timeZone: job.timeZone, postedAt: job.postedAt,
  startsOn: toString(job.startsOn), endsOn: toString(job.endsOn),
  client: {id: owner.id, name: owner.name}, concerns: concerns,
  hasReferred: EXISTS { (me)-[r:REFERRED]->(:Freelancer) WHERE r.job = job.id },
  requirements: COLLECT {
    MATCH (job)-[needs:REQUIRES]->(skill:Skill)
    RETURN {
      level: needs.level, seats: needs.seats, weeklyHours: needs.weeklyHours, weight: needs.weight,
      id: skill.id, name: skill.name, synonyms: coalesce(skill.synonyms, [])[..50]
    }
    ORDER BY needs.weight IS NOT NULL, skill.name, skill.id
  }
} AS job
