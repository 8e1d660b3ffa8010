// Writes what the rules decided for a locked job and its people, and its event; the second half of every act on a job.
// Each effect stands behind its flag; the ledger's time never runs back for anybody.
// :param me => 'CL_0000000000000000'
// :param other => 'FL_0000000000000000'
// :param job => 'JO_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param effects => ['invite']
// :param referral => {id: 'RF_0000000000000000'}
// :param answered => ''
// :param proposal => {id: 'PR_0000000000000000'}
// :param event => {id: 'EV_0000000000000000', kind: 'JOB_INVITE_SENT'}
MATCH (job:Job {id: $job})
OPTIONAL MATCH (freelancer:Freelancer {id: $me})
OPTIONAL MATCH (client:Client {id: $me})
WITH job, coalesce(freelancer, client) AS me
OPTIONAL MATCH (other:Freelancer {id: $other})
WITH job, me, other
OPTIONAL MATCH (other)-[:HAS_RECORD]->(record:TrackRecord)
OPTIONAL MATCH (me)-[invite:INVITED_TO]->(job)
OPTIONAL MATCH (me)-[mine:PROPOSED_FOR]->(job)
OPTIONAL MATCH (other)-[theirs:PROPOSED_FOR]->(job)
OPTIONAL MATCH (:Freelancer)-[referral:REFERRED {id: $answered}]->(:Freelancer)
WITH job, me, other, record, invite, mine, theirs, referral,
  head([(me)-[:MEMBER_OF {isLead: true}]->(led:Team {form: 'SUBCONTRACT'})-[:FOR]->(job)
    WHERE led.informedAt IS NOT NULL | led.form]) AS subcontract,
  reduce(last = $now, seen IN [me.lastEventAt, other.lastEventAt] |
    CASE WHEN seen >= last THEN seen + duration({microseconds: 1}) ELSE last END) AS at
FOREACH (_ IN CASE WHEN 'invite' IN $effects THEN [1] ELSE [] END |
  CREATE (other)-[:INVITED_TO {key: $other + '|' + $job, at: $now}]->(job))
FOREACH (kept IN CASE WHEN 'invite' IN $effects THEN [record] ELSE [] END |
  // As many as any rule counts; every act of theirs reads them.
  SET kept.jobInvitedAt = (coalesce(kept.jobInvitedAt, []) + $now)[-1000..])
FOREACH (declined IN CASE WHEN 'declineInvite' IN $effects THEN [invite] ELSE [] END | SET declined.declinedAt = $now)
FOREACH (again IN CASE WHEN 'propose' IN $effects THEN [invite] ELSE [] END | SET again.declinedAt = null)
FOREACH (gone IN CASE WHEN 'propose' IN $effects THEN [mine] ELSE [] END | DELETE gone)
FOREACH (_ IN CASE WHEN 'propose' IN $effects THEN [1] ELSE [] END |
  CREATE (me)-[offer:PROPOSED_FOR {state: 'SENT', sentAt: $now, key: $me + '|' + $job, form: subcontract}]->(job)
  SET offer += $proposal)
FOREACH (offer IN CASE WHEN 'openProposal' IN $effects THEN [theirs] ELSE [] END | SET offer.openedAt = $now)
FOREACH (offer IN CASE WHEN 'withdrawProposal' IN $effects THEN [mine] ELSE [] END | SET offer.state = 'WITHDRAWN')
FOREACH (offer IN CASE WHEN 'acceptProposal' IN $effects THEN [theirs] ELSE [] END |
  SET offer.state = 'ACCEPTED', job.state = 'FILLED')
FOREACH (offer IN CASE WHEN 'declineProposal' IN $effects THEN [theirs] ELSE [] END | SET offer.state = 'DECLINED')
FOREACH (_ IN CASE WHEN 'refer' IN $effects THEN [1] ELSE [] END |
  CREATE (me)-[made:REFERRED {
    job: $job, at: $now, giverKey: $me + '|' + $job, candidateKey: $other + '|' + $job, candidateName: other.name,
    giverClosings: coalesce(me.closings, 0), candidateClosings: coalesce(other.closings, 0)
  }]->(other)
  SET made += $referral)
FOREACH (each IN CASE WHEN 'acceptReferral' IN $effects THEN [referral] ELSE [] END | SET each.acceptedAt = $now)
FOREACH (each IN CASE WHEN 'declineReferral' IN $effects THEN [referral] ELSE [] END | SET each.declinedAt = $now)
FOREACH (_ IN CASE WHEN 'complete' IN $effects THEN [1] ELSE [] END | SET job.state = 'COMPLETED')
FOREACH (_ IN CASE WHEN 'cancel' IN $effects THEN [1] ELSE [] END | SET job.state = 'CANCELLED')
SET me.lastEventAt = at, other.lastEventAt = at
CREATE (event:Event {
  a: $me, b: other.id, at: at, shownAt: $now, recordedAt: datetime.transaction(), job: $job
})
SET event += $event
RETURN event.id AS event
