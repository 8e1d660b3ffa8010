// Jobs that require no skill.
// Repair: Ask the client, or cancel the job.
// :param from => ''
// :param to => '~'
MATCH (job:Job) WHERE job.id >= $from AND job.id < $to
  AND NOT EXISTS { (job)-[needs:REQUIRES]->(:Skill) WHERE needs.weight IS NULL }
RETURN count(*) AS count, collect(job.id)[..5] AS examples
