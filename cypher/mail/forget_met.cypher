// Deletes an invitation that came by e-mail and was withdrawn; its people are locked and its notification is gone.
// :param invitation => 'IN_0000000000000000'
MATCH (:Freelancer)-[i:INVITED {id: $invitation}]->(:Freelancer)
DELETE i
RETURN count(*) AS count
