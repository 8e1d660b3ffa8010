// Invites, proposals or referrals whose key is not that of their person and their job.
// Repair: Set key to the person's id, a bar and the job's; for a referral giverKey and candidateKey likewise.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[link:INVITED_TO|PROPOSED_FOR|REFERRED]->(other)
WHERE CASE type(link)
  WHEN 'REFERRED' THEN coalesce(link.giverKey, '') <> person.id + '|' + link.job
    OR coalesce(link.candidateKey, '') <> other.id + '|' + link.job
  ELSE coalesce(link.key, '') <> person.id + '|' + other.id
END
RETURN count(*) AS count, collect(person.id)[..5] AS examples
