// Referrals without a REFERRAL_SENT event, or whose job is gone.
// Repair: Find the writer that goes past the ledger; delete the referral when nobody vouches for it.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[referral:REFERRED]->(candidate:Freelancer)
WHERE NOT EXISTS { MATCH (job:Job {id: referral.job}) } OR NOT EXISTS {
  MATCH (e:Event {a: person.id}) WHERE e.kind = 'REFERRAL_SENT' AND e.job = referral.job AND e.b = candidate.id
}
RETURN count(*) AS count, collect(person.id)[..5] AS examples
