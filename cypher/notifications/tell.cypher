// Writes into the streams of locked people what each is to hear, one entry for one person, and numbers it.
// Whoever does not want to hear of that kind has no entry, and their stream does not grow.
// :param now => datetime('2026-01-01T00:00:00Z')
// :param entries => [{to: 'FL_0000000000000000', id: 'NT_0000000000000000', kind: 'INVITATION_ACCEPTED', about: 'FL_0000000000000001'}]
UNWIND $entries AS each
MATCH (person:Freelancer {id: each.to})
WHERE NOT each.kind IN coalesce(person.mutedKinds, [])
SET person.lastSequence = coalesce(person.lastSequence, 0) + 1
CREATE (told:Notification {sequence: person.lastSequence, at: $now})
SET told += each
RETURN count(told) AS told
