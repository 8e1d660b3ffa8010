// People whose shown or searched name is not what is made of their name.
// Repair: Write the person's name again, so that the shown and the searched form are made afresh.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer)
WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND person.firstName IS NOT NULL
RETURN person.id AS id, person.firstName AS first, coalesce(person.lastName, '') AS last, person.name AS shown,
  person.searchName AS searched
