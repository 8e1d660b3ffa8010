// People whose shown or searched name, or a key that lists are read in, is not what is made of their name and rate.
// Repair: Write the person's name and rate again, so that the shown and the searched forms and the keys are made afresh.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer)
WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND person.firstName IS NOT NULL
RETURN person.id AS id, person.firstName AS first, coalesce(person.lastName, '') AS last, person.name AS shown,
  person.searchName AS searched, person.nameKey AS nameKey, person.initialKey AS initialKey, person.rateKey AS rateKey,
  person.hourlyRate AS rate, person.currency AS currency
