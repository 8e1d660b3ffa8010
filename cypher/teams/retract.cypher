// Takes back what locked people heard of being asked into a team: the notification goes, a notice stays.
// :param people => ['FL_0000000000000000']
// :param team => 'TM_0000000000000000'
UNWIND $people AS id
MATCH (person:Freelancer {id: id})
WITH person, COLLECT {
  MATCH (told:Notification {team: $team, to: person.id})
  WHERE told.kind = 'TEAM_INVITED'
  RETURN told
} AS heard
WHERE size(heard) > 0
WITH person, heard, coalesce(person.lastSequence, 0) AS last
SET person.lastSequence = last + size(heard)
WITH person, heard, last
UNWIND range(1, size(heard)) AS place
WITH person, heard[place - 1] AS told, last + place AS sequence
CREATE (back:Retraction {to: person.id, sequence: sequence, notification: told.id})
DELETE told
RETURN collect(DISTINCT person.id) AS readers
