// Takes an invitation by e-mail back with its event: the address is forgotten, and whoever was met can no longer accept.
// An errand takes from them what they heard. Every act on the two holds the sender's lock, as this does.
// :param me => 'FL_0000000000000000'
// :param invitation => 'EI_0000000000000000'
// :param isNew => true
// :param now => datetime('2026-01-01T00:00:00Z')
// :param errand => {id: 'ED_0000000000000000', kind: 'TAKE_BACK'}
// :param event => {id: 'EV_0000000000000000', kind: 'EMAIL_INVITATION_WITHDRAWN'}
MATCH (me:Freelancer {id: $me})
WITH me, CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET me.lastEventAt = at
WITH me, at
OPTIONAL MATCH (m:EmailInvitation {id: $invitation}) WHERE m.sender = $me AND $isNew
OPTIONAL MATCH (:Freelancer)-[brought:INVITED {id: m.metAs}]->(:Freelancer)
FOREACH (over IN CASE WHEN brought IS NULL THEN [] ELSE [brought] END | SET over.expiresAt = $now)
FOREACH (gone IN CASE WHEN m IS NULL THEN [] ELSE [m] END |
  SET gone.withdrawnAt = $now, gone.sealed = null, gone.sealedUntil = null, gone.note = null
  CREATE (errand:Errand {stage: 'WAITING', dueAt: $now, attempts: 0, about: gone.id})
  SET errand += $errand)
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction(), invitation: $invitation})
SET event += $event
RETURN event.id AS event
