// Locks the people of an act on a job in id order and the job last, then tells everything the rules read.
// Nothing that can change is read before the locks are held; whose a referral or a proposal is never changes.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
// :param job => 'JO_0000000000000000'
// :param referral => ''
// :param proposal => ''
// :param operation => 'a-hash'
// :param dayAgo => datetime('2025-12-31T00:00:00Z')
OPTIONAL MATCH (referrer:Freelancer)-[asked:REFERRED {id: $referral}]->(:Freelancer {id: $me})
OPTIONAL MATCH (proposer:Freelancer)-[:PROPOSED_FOR {id: $proposal}]->(offered:Job)
WITH coalesce(referrer.id, proposer.id, $other) AS otherId, coalesce(asked.job, offered.id, $job) AS jobId
CALL (otherId) {
  UNWIND CASE WHEN $me < otherId THEN [$me, otherId] ELSE [otherId, $me] END AS id
  CALL (id) {
    MATCH (account:Freelancer {id: id}) RETURN account
    UNION
    MATCH (account:Client {id: id}) RETURN account
  }
  SET account.lock = 0
  RETURN count(*) AS locked
}
CALL (jobId) {
  MATCH (wanted:Job {id: jobId})
  SET wanted.lock = 0
  RETURN count(*) AS held
}
OPTIONAL MATCH (freelancer:Freelancer {id: $me})
OPTIONAL MATCH (client:Client {id: $me})
WITH otherId, jobId, coalesce(freelancer, client) AS me
WHERE me IS NOT NULL
OPTIONAL MATCH (owner:Client)-[:POSTED]->(job:Job {id: jobId})
OPTIONAL MATCH (person:Freelancer {id: otherId})
OPTIONAL MATCH (done:Event {operation: $operation})
WITH me, owner, job, jobId, person, otherId, done,
  COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
CALL (me, job) {
  WITH me AS worker, job
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
  RETURN sum(booked) AS booked
}
RETURN {
  doneDigest: done.digest, doneJob: done.job, doneOther: done.b, doneTeams: coalesce(done.teams, []),
  status: coalesce(me.status, 'ACTIVE'), me: me.id, other: otherId, job: jobId,
  state: job.state, isPrivate: coalesce(job.isPrivate, false),
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
  isVisible: EXISTS { MATCH (person) WHERE
    // visible to $me
    person.status = 'ACTIVE'
    AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
    AND NOT person IN blocked
    // end
  },
  isActive: coalesce(person.status = 'ACTIVE', false),
  isInvited: EXISTS { (person)-[:INVITED_TO]->(job) },
  hasProposed: EXISTS { (person)-[:PROPOSED_FOR]->(job) },
  isReferred: EXISTS { (:Freelancer)-[r:REFERRED]->(person) WHERE r.job = jobId },
  referredAs: head([(me)-[r:REFERRED]->(:Freelancer) WHERE r.job = jobId | r.id]),
  referral: head([(giver:Freelancer)-[r:REFERRED {id: $referral}]->(me) |
    CASE WHEN r.acceptedAt IS NOT NULL THEN 'ACCEPTED' WHEN r.declinedAt IS NOT NULL THEN 'DECLINED' ELSE 'PENDING' END]),
  proposal: head([(person)-[p:PROPOSED_FOR]->(job) |
    // proposal state
    CASE WHEN p.team IS NULL OR p.state <> 'SENT' OR EXISTS {
      MATCH (offering:Team {id: p.team})
      WHERE offering.version = p.termsVersion AND offering.size = COUNT {
        MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(offering)
        WHERE m.agreedTo = offering.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
          AND fellow.status = 'ACTIVE' AND m.closings = coalesce(fellow.closings, 0)
      }
    } THEN p.state ELSE 'WITHDRAWN' END
    // end
  ]),
  isOpened: EXISTS { (person)-[p:PROPOSED_FOR]->(job) WHERE p.openedAt IS NOT NULL },
  mine: head([(me)-[p:PROPOSED_FOR]->(job) |
    // proposal state
    CASE WHEN p.team IS NULL OR p.state <> 'SENT' OR EXISTS {
      MATCH (offering:Team {id: p.team})
      WHERE offering.version = p.termsVersion AND offering.size = COUNT {
        MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(offering)
        WHERE m.agreedTo = offering.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
          AND fellow.status = 'ACTIVE' AND m.closings = coalesce(fellow.closings, 0)
      }
    } THEN p.state ELSE 'WITHDRAWN' END
    // end
  ]),
  proposedAs: head([(me)-[p:PROPOSED_FOR]->(job) | p.id]),
  hours: me.weeklyHours,
  booked: booked,
  offeredToday: CASE WHEN me:Client THEN COUNT {
    MATCH (e:Event {a: $me}) WHERE e.at > $dayAgo AND e.kind IN ['JOB_POSTED', 'JOB_INVITE_SENT']
  } ELSE 0 END
} AS seen
