// People who share the key of one e-mail address.
// Repair: Ask the marketplace whose address it is and remove it from the other account.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND person.emailKey IS NOT NULL
  AND EXISTS {
    MATCH (other:Freelancer)
    USING INDEX other:Freelancer(status, visibility, emailKey)
    WHERE other.status IN ['ACTIVE', 'DEACTIVATED'] AND other.visibility IN ['PUBLIC', 'PRIVATE']
      AND other.emailKey = person.emailKey AND other.id <> person.id
  }
RETURN count(*) AS count, collect(person.id)[..5] AS examples
