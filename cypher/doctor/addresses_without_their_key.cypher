// People with an e-mail address and no key to find it by, or with a key and no address.
// Repair: Set emailKey to the address in NFKC and case folded, or remove the key.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND (person.email IS NULL) <> (person.emailKey IS NULL)
RETURN count(*) AS count, collect(person.id)[..5] AS examples
