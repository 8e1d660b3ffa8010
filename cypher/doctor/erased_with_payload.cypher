// Erased people of whom something is left, as after an erasure that was cut off.
// Repair: Run `confrere erase-person --resume`, which finishes every erasure that was begun.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status = 'ERASED' AND (
  EXISTS { (person)--() } OR NOT person.id STARTS WITH 'ER_'
  OR any(name IN keys(person) WHERE NOT name IN ['id', 'status', 'lock']))
RETURN count(*) AS count, collect(person.id)[..5] AS examples
