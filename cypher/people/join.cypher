// Opens an account for somebody new, with an empty record and its event, and the errand that brings what waits for them.
// :param account => {id: 'FL_0000000000000000', handle: 'nobody'}
// :param currency => 'USD'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param errand => {id: 'ED_0000000000000000', kind: 'BRING'}
// :param event => {id: 'EV_0000000000000000', kind: 'FREELANCER_JOINED'}
CREATE (joined:Freelancer {lastEventAt: $now})
SET joined += {
  id: $account.id, handle: $account.handle, firstName: $account.firstName, lastName: $account.lastName, name: $account.name,
  searchName: $account.searchName, nameKey: $account.nameKey, initialKey: $account.initialKey, rateKey: $account.rateKey,
  email: $account.email, emailKey: $account.emailKey, visibility: 'PUBLIC', status: 'ACTIVE', headline: '',
  timeZone: 'UTC', segments: [], inTestGroup: false, joinedAt: $now
}
CREATE (joined)-[:HAS_RECORD]->(:TrackRecord {jobInvitedAt: [], earnedAt: [], earnedMinor: [], currency: $currency})
CREATE (errand:Errand {stage: 'WAITING', dueAt: $now, attempts: 0, about: joined.id})
SET errand += $errand
CREATE (event:Event {a: joined.id, at: $now, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN joined.id AS id
