// Takes back what locked people heard of these invitations, one of each person: the notification goes, a notice stays.
// :param invitations => ['IN_0000000000000000']
UNWIND $invitations AS invitation
MATCH (told:Notification {invitation: invitation})
MATCH (person:Freelancer {id: told.to})
SET person.lastSequence = coalesce(person.lastSequence, 0) + 1
CREATE (back:Retraction {to: person.id, sequence: person.lastSequence, notification: told.id})
DELETE told
RETURN collect(back.to) AS readers
