// The ids of people in a range, to compare with the tombstones of erased ones.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
RETURN collect(person.id) AS ids
