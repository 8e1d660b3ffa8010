// Writes an invitation by e-mail with its event, and the errand that brings it to whoever has the address.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param invitation => {id: 'EI_0000000000000000', sender: 'FL_0000000000000000'}
// :param errand => {id: 'ED_0000000000000000', kind: 'INVITE'}
// :param event => {id: 'EV_0000000000000000', kind: 'EMAIL_INVITATION_SENT'}
MATCH (me:Freelancer {id: $me})
WITH me, CASE WHEN me.lastEventAt >= $now THEN me.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET me.lastEventAt = at
CREATE (made:EmailInvitation {sender: $me, sentAt: $now})
SET made += $invitation
CREATE (errand:Errand {stage: 'WAITING', dueAt: $now, attempts: 0, about: made.id})
SET errand += $errand
CREATE (event:Event {a: $me, at: at, shownAt: $now, recordedAt: datetime.transaction(), invitation: made.id})
SET event += $event
RETURN made.id AS invitation
