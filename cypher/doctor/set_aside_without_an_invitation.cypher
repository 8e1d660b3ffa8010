// Invitations set aside that were never sent.
// Repair: Delete the SET_ASIDE relationship.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[aside:SET_ASIDE]->(sender:Freelancer)
WHERE NOT EXISTS {
  MATCH (e:Event {invitation: aside.invitation})
  WHERE e.kind = 'INVITATION_SENT' AND e.a = sender.id AND e.b = person.id
}
RETURN count(*) AS count, collect(coalesce(aside.invitation, person.id))[..5] AS examples
