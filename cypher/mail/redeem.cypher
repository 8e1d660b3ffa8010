// Uses a link up, with the event of whoever followed it and the errand that brings them all that waits for their address.
// :param me => 'FL_0000000000000000'
// :param invitation => 'EI_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param errand => {id: 'ED_0000000000000000', kind: 'BRING'}
// :param event => {id: 'EV_0000000000000000', kind: 'EMAIL_INVITATION_REDEEMED'}
MATCH (me:Freelancer {id: $me})
WITH me, CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET me.lastEventAt = at
WITH at
MATCH (m:EmailInvitation {id: $invitation})
SET m.redeemedAt = $now
CREATE (errand:Errand {stage: 'WAITING', dueAt: $now, attempts: 0, about: $me})
SET errand += $errand
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
