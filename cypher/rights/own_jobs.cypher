// The jobs one person was invited to, proposed for, is in a team for or worked on, for that person's own export: each with what is stored of it.
// :param person => 'FL_0000000000000000'
MATCH (person:Freelancer {id: $person})
CALL (person) {
  MATCH (person)-[mark:INVITED_TO|PROPOSED_FOR|WORKED_ON]->(job:Job)
  RETURN mark, job
  UNION ALL
  MATCH (person)-[mark:MEMBER_OF]->(:Team)-[:FOR]->(job:Job)
  RETURN mark, job
}
RETURN type(mark) AS kind, job.id AS job, properties(mark) AS mark
ORDER BY kind, job
