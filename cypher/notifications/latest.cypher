// How far the streams of these people go, to see whose has grown and who may still hear; nobody is shown it.
// :param people => ['FL_0000000000000000']
UNWIND $people AS id
MATCH (person:Freelancer {id: id})
RETURN collect({person: person.id, last: coalesce(person.lastSequence, 0), isOpen: person.status = 'ACTIVE'}) AS latest
