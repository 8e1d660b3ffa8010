// The key of whoever has exactly this e-mail address, as I may find them: nobody who is private, whoever asks.
// :param me => 'FL_0000000000000000'
// :param email => 'ana@example.com'
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
MATCH (person:Freelancer)
USING INDEX person:Freelancer(status, visibility, emailKey)
WHERE person.emailKey = $email AND person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
  AND coalesce(person <> me, true)
RETURN person.nameKey AS key ORDER BY key LIMIT 100
