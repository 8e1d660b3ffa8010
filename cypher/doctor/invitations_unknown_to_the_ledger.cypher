// Invitations that no event sent, or that an event ended.
// Repair: Delete the invitation, which its recipient could not answer.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]->(other:Freelancer)
WHERE NOT EXISTS {
    MATCH (e:Event {invitation: i.id})
    WHERE e.kind = 'INVITATION_SENT' AND e.a = person.id AND e.b = other.id
      OR e.kind = 'EMAIL_INVITATION_MET' AND e.a = other.id AND e.b = person.id
  }
  OR EXISTS {
    MATCH (e:Event {invitation: i.id}) WHERE e.kind IN ['INVITATION_ACCEPTED', 'INVITATION_WITHDRAWN']
  }
RETURN count(*) AS count, collect(coalesce(i.id, person.id))[..5] AS examples
