// The verified address of an account that is open.
// :param person => 'FL_0000000000000000'
MATCH (person:Freelancer {id: $person}) WHERE person.status = 'ACTIVE' AND person.email IS NOT NULL
RETURN person.email AS email
