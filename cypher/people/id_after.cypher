// The id that comes so many people after another one, to walk all people in pieces; none after the last.
// :param id => ''
// :param count => 4000
MATCH (person:Freelancer) WHERE person.id >= $id
WITH person.id AS id ORDER BY id SKIP $count LIMIT 1
RETURN id
