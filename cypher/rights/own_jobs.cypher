// The jobs one person was invited to or proposed for, for that person's own export: each with what is stored of it.
// :param person => 'FL_0000000000000000'
MATCH (person:Freelancer {id: $person})-[mark:INVITED_TO|PROPOSED_FOR]->(job:Job)
RETURN type(mark) AS kind, job.id AS job, properties(mark) AS mark
ORDER BY kind, job
