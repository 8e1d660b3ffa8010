// Jobs in a state that this version does not know, or without a title or a day of posting.
// Repair: Use the version that wrote them, or correct the job from its events.
// :param from => ''
// :param to => '~'
MATCH (job:Job) WHERE job.id >= $from AND job.id < $to
  AND (NOT coalesce(job.state, '') IN ['OPEN', 'FILLED', 'COMPLETED', 'CANCELLED'] OR job.title IS NULL OR job.postedAt IS NULL)
RETURN count(*) AS count, collect(job.id)[..5] AS examples
