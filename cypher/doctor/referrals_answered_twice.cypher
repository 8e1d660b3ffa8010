// Referrals both accepted and declined, or of somebody to themselves.
// Repair: Keep the answer of the latest event of the candidate and the job.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[referral:REFERRED]->(candidate:Freelancer)
WHERE person = candidate OR referral.acceptedAt IS NOT NULL AND referral.declinedAt IS NOT NULL
RETURN count(*) AS count, collect(person.id)[..5] AS examples
