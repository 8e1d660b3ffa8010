// Erased people of whom something is left, because their erasure was cut off.
MATCH (person:Freelancer) WHERE person.id >= 'FL_' AND person.id < 'FL~' AND person.status = 'ERASED'
RETURN person.id AS id
