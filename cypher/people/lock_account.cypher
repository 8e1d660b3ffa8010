// Locks one person, then tells everything the rules read of the account: the first half of every act on one account.
// :param person => 'FL_0000000000000000'
// :param operation => 'a-hash'
MATCH (person:Freelancer {id: $person})
SET person.lock = 0
WITH person
OPTIONAL MATCH (done:Event {operation: $operation})
RETURN {
  status: person.status, visibility: person.visibility, closings: coalesce(person.closings, 0),
  dismissedTooltips: coalesce(person.dismissedTooltips, []), mutedKinds: coalesce(person.mutedKinds, []),
  doneDigest: done.digest
} AS account
