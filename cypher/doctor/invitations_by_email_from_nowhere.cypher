// Invitations that came by e-mail, where no invitation by e-mail of their sender became them, or it was withdrawn for a day.
// Repair: Delete the invitation, which its sender cannot take back.
// :param from => ''
// :param to => '~'
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]->()
WHERE i.byEmail IS NOT NULL AND NOT EXISTS {
  MATCH (m:EmailInvitation {id: i.byEmail})
  WHERE m.sender = person.id AND m.metAs = i.id AND (m.withdrawnAt IS NULL OR m.withdrawnAt + duration('P1D') > $now)
}
RETURN count(*) AS count, collect(coalesce(i.id, person.id))[..5] AS examples
