// How many of the jobs posted in a period were filled, by one freelancer and by a team, and some of those that were not.
// Ids are drawn at random, so the first of them are a random sample. For analysts.
// :param from => datetime('2026-01-01T00:00:00Z')
// :param to => datetime('2026-02-01T00:00:00Z')
// :param sample => 50
MATCH (job:Job)
WHERE job.postedAt >= $from AND job.postedAt < $to
WITH job, head([(:Freelancer)-[offer:PROPOSED_FOR {state: 'ACCEPTED'}]->(job) | coalesce(offer.form, '')]) AS form
ORDER BY job.id
WITH count(*) AS jobs, count(CASE WHEN form = '' THEN 1 END) AS bySingle, count(CASE WHEN form <> '' THEN 1 END) AS byTeam,
  collect(CASE WHEN form IS NULL AND job.state IN ['OPEN', 'CANCELLED'] THEN job.id END) AS unfilled
RETURN jobs, bySingle, byTeam, size(unfilled) AS unfilledCount, unfilled[..$sample] AS sampled
