// Invitations with a note longer than 300 characters, or with an empty one.
// Repair: Remove the note.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]->()
WHERE NOT 1 <= size(i.note) <= 300
RETURN count(*) AS count, collect(coalesce(i.id, person.id))[..5] AS examples
