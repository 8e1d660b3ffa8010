// Writes what the rules decided for a locked account, and its event; the second half of every act on one account.
// :param person => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param account => {status: 'ACTIVE', visibility: 'PRIVATE', closings: 0, dismissedTooltips: [], mutedKinds: []}
// :param event => {id: 'EV_0000000000000000', kind: 'VISIBILITY_SET'}
MATCH (person:Freelancer {id: $person})
WITH person, CASE WHEN person.lastEventAt >= $now
  THEN person.lastEventAt + duration({microseconds: 1}) ELSE $now END AS at
SET person.status = $account.status, person.visibility = $account.visibility, person.closings = $account.closings,
  person.dismissedTooltips = $account.dismissedTooltips, person.mutedKinds = $account.mutedKinds,
  person.lastEventAt = at
CREATE (event:Event {a: $person, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
