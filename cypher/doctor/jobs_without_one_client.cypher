// Jobs that nobody posted, or more than one client.
// Repair: Delete the job where nobody posted it; otherwise keep the client of its JOB_POSTED event.
// :param from => ''
// :param to => '~'
MATCH (job:Job) WHERE job.id >= $from AND job.id < $to AND COUNT { (:Client)-[:POSTED]->(job) } <> 1
RETURN count(*) AS count, collect(job.id)[..5] AS examples
