// Pairs with more than one invitation.
// Repair: Delete all but the oldest that has not run out.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]-(other) WHERE other.id > person.id
WITH person, other, count(i) AS invitations
WHERE invitations > 1
RETURN count(*) AS count, collect(person.id)[..5] AS examples
