// How clients take each form of work: proposals sent, opened, accepted and declined, and how many jobs were given away.
// Of all clients together (''), of some and of some jobs; whoever offers again counts once, and an answer opens. For analysts.
// :param all => false
// :param clients => ['CL_0000000000000000']
// :param jobs => ['JO_0000000000000000']
CALL () {
  UNWIND CASE WHEN $all THEN [''] ELSE [] END AS of
  MATCH (job:Job)
  RETURN of, job
  UNION ALL
  UNWIND $clients AS of
  MATCH (:Client {id: of})-[:POSTED]->(job:Job)
  RETURN of, job
  UNION ALL
  UNWIND $jobs AS of
  MATCH (job:Job {id: of})
  RETURN of, job
}
MATCH (:Freelancer)-[sent:PROPOSED_FOR]->(job)
WITH of, job, properties(sent) AS offer
RETURN of, coalesce(offer.form, '') AS form, count(*) AS offered,
  count(CASE WHEN offer.openedAt IS NOT NULL OR offer.state IN ['ACCEPTED', 'DECLINED'] THEN 1 END) AS opened,
  count(CASE WHEN offer.state = 'ACCEPTED' THEN 1 END) AS accepted,
  count(CASE WHEN offer.state = 'DECLINED' THEN 1 END) AS declined,
  count(DISTINCT CASE WHEN offer.state = 'ACCEPTED' THEN job END) AS hired
ORDER BY of, form
