// Opens an account for somebody new, with an empty record and its event, and the errand that brings what waits for them.
// :param person => {id: 'FL_0000000000000000', handle: 'nobody'}
// :param currency => 'USD'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param errand => {id: 'ED_0000000000000000', kind: 'BRING'}
// :param event => {id: 'EV_0000000000000000', kind: 'FREELANCER_JOINED'}
CREATE (joined:Freelancer {lastEventAt: $now})
SET joined += {
  id: $person.id, handle: $person.handle, firstName: $person.firstName, lastName: $person.lastName, name: $person.name,
  searchName: $person.searchName, nameKey: $person.nameKey, initialKey: $person.initialKey, rateKey: $person.rateKey,
  email: $person.email, emailKey: $person.emailKey, visibility: 'PUBLIC', status: 'ACTIVE', headline: '',
  timeZone: 'UTC', segments: [], inTestGroup: false, joinedAt: $now
}
CREATE (joined)-[:HAS_RECORD]->(:TrackRecord {jobInvitedAt: [], earnedAt: [], earnedMinor: [], currency: $currency})
CREATE (errand:Errand {stage: 'WAITING', dueAt: $now, attempts: 0, about: joined.id})
SET errand += $errand
CREATE (event:Event {a: joined.id, at: $now, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN joined.id AS id
