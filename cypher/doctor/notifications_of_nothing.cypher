// Notifications of invitations that no longer stand, which went with the answer or the withdrawal.
// Repair: Delete the notification: its reader is not shown it.
// :param from => ''
// :param to => '~'
MATCH (told:Notification) WHERE told.to >= $from AND told.to < $to AND told.sequence IS NOT NULL
  AND told.invitation IS NOT NULL
  AND NOT EXISTS {
    MATCH (:Freelancer)-[i:INVITED {id: told.invitation}]->(recipient:Freelancer) WHERE recipient.id = told.to
  }
RETURN count(*) AS count, collect(told.id)[..5] AS examples
