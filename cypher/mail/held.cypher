// Mail that was not sent yet, oldest first: what a development installation keeps, what waits, and what was given up.
// :param stages => ['HELD']
// :param limit => 100
MATCH (errand:Errand) WHERE errand.stage IN $stages AND errand.dueAt IS NOT NULL AND errand.kind IN ['INVITE', 'REMIND']
MATCH (m:EmailInvitation {id: errand.about})
RETURN {id: errand.id, kind: errand.kind, stage: errand.stage, attempts: errand.attempts, reason: errand.reason,
  dueAt: errand.dueAt, about: m.id} AS errand
ORDER BY m.sentAt, m.id LIMIT $limit
