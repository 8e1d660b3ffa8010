// Tells everything the rules read of an act on a team; who is in it and who is named are locked already.
// :param me => 'FL_0000000000000000'
// :param people => ['FL_0000000000000001']
// :param team => ''
// :param job => 'JO_0000000000000000'
// :param operation => 'a-hash'
// :param dayAgo => datetime('2025-12-31T00:00:00Z')
OPTIONAL MATCH (me:Freelancer {id: $me})
OPTIONAL MATCH (team:Team {id: $team})
OPTIONAL MATCH (owner:Client)-[:POSTED]->(job:Job {id: $job})
OPTIONAL MATCH (done:Event {operation: $operation})
WITH me, team, owner, job, done,
  coalesce(head([(each:Freelancer)-[:MEMBER_OF {isLead: true}]->(team) | each]), me) AS lead
WITH me, team, owner, job, done, lead, COLLECT {
  MATCH (each:Freelancer) WHERE each.id IN $people + [$me] RETURN each
  UNION
  MATCH (each:Freelancer)-[:MEMBER_OF]->(team) RETURN each
} AS everybody
WHERE me IS NOT NULL
CALL (everybody, job) {
  UNWIND everybody AS worker
  // booked
  CALL (worker) {
    MATCH (worker)-[p:PROPOSED_FOR]->(taken:Job)
    WHERE p.team IS NULL
      AND (p.state = 'SENT' AND taken.state = 'OPEN' OR p.state = 'ACCEPTED' AND taken.state = 'FILLED')
    RETURN taken, p.weeklyHours AS hours
    UNION ALL
    MATCH (worker)-[m:MEMBER_OF]->(crew:Team)-[:FOR]->(taken:Job)
    WHERE m.agreedTo = crew.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
      AND m.closings = coalesce(worker.closings, 0) AND EXISTS {
        MATCH (leader:Freelancer)-[l:MEMBER_OF {isLead: true}]->(crew)
        WHERE leader.status = 'ACTIVE' AND l.leftAt IS NULL AND l.closings = coalesce(leader.closings, 0)
      }
    RETURN taken, coalesce(m.weeklyHours, 0.0) AS hours
  }
  WITH worker, job, taken, max(hours) AS hours  // a proposal and a membership for one job are one work
  WHERE job IS NULL OR taken <> job
  WITH worker, sum(hours) AS booked
  // end
  RETURN collect({id: worker.id, booked: booked}) AS promised
}
RETURN {
  doneDigest: done.digest, doneTeam: done.team, status: me.status, job: job.id, state: job.state,
  concerns: CASE WHEN job IS NULL THEN [] ELSE [concern IN [
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
  ] WHERE concern IS NOT NULL] END,
  mine: head([(me)-[p:PROPOSED_FOR]->(job) | p.state]),
  leadIsHired: EXISTS { (lead)-[:PROPOSED_FOR {state: 'ACCEPTED'}]->(job) },
  leadsOne: EXISTS {
    MATCH (me)-[m:MEMBER_OF {isLead: true}]->(:Team)-[:FOR]->(job)
    WHERE m.leftAt IS NULL AND m.closings = coalesce(me.closings, 0)
  },
  team: CASE WHEN team IS NOT NULL THEN {
    id: team.id, form: team.form, version: team.version, size: team.size,
    offer: head([(lead)-[p:PROPOSED_FOR {team: team.id}]->(job) | {state: p.state, version: p.termsVersion}]),
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
  } END,
  people: [person IN everybody | {
    id: person.id, isActive: person.status = 'ACTIVE', hours: person.weeklyHours,
    isConnected: EXISTS { (person)-[:CONNECTED_TO]-(lead) }, isBlocked: EXISTS { (person)-[:BLOCKED]-(lead) },
    booked: coalesce(head([each IN promised WHERE each.id = person.id | each.booked]), 0.0),
    refusals: COUNT {
      MATCH (no:Event {a: person.id}) WHERE no.kind IN ['TEAM_TERMS_DECLINED', 'TEAM_LEFT'] AND no.b = lead.id
        AND no.job = job.id
    },
    skills: COLLECT {
      MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
      WHERE EXISTS { (job)-[:REQUIRES]->(skill) }
      RETURN [skill.id, has.level]
    }
  }],
  asksFor: COLLECT { MATCH (job)-[r:REQUIRES]->(skill:Skill) RETURN [skill.id, r.level] },
  changedToday: COLLECT {
    MATCH (e:Event {a: $me})
    WHERE e.at > $dayAgo AND e.kind IN ['TEAM_FORMED', 'TEAM_CHANGED', 'TEAM_TERMS_SET']
      AND coalesce(e.shownAt, e.at) > $dayAgo
    RETURN coalesce(e.shownAt, e.at) AS madeAt ORDER BY madeAt
  },
  blocks: COLLECT {
    UNWIND everybody AS one
    MATCH (one)-[:BLOCKED]->(other:Freelancer) WHERE other IN everybody
    RETURN [one.id, other.id]
  }
} AS seen
