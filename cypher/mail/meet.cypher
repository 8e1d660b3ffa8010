// Brings an invitation by e-mail to a locked person whose address it is: one that waits for them, or nothing, once.
// Whether it may wait was decided from the pair; an invitation that was withdrawn meanwhile is brought to nobody.
// :param emailInvitation => 'EI_0000000000000000'
// :param sender => 'FL_0000000000000000'
// :param person => 'FL_0000000000000001'
// :param pair => 'FL_0000000000000000|FL_0000000000000001'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param waits => true
// :param invitation => {id: 'IN_0000000000000000'}
// :param event => {id: 'EV_0000000000000000', kind: 'EMAIL_INVITATION_MET'}
MATCH (m:EmailInvitation {id: $emailInvitation})
WHERE m.sender = $sender AND m.metAt IS NULL AND m.withdrawnAt IS NULL AND m.acceptedAt IS NULL AND m.expiresAt > $now
WITH m, m.sender AS senderId
MATCH (sender:Freelancer {id: senderId})
WHERE sender.status = 'ACTIVE' AND m.senderClosings = coalesce(sender.closings, 0)
WITH m, sender, $person AS personId
MATCH (person:Freelancer {id: personId})
OPTIONAL MATCH ()-[over:INVITED {pair: $pair}]->()
OPTIONAL MATCH (heard:Notification {invitation: over.id})
WITH m, sender, person, over, heard, reduce(last = $now, seen IN [sender.lastEventAt, person.lastEventAt] |
  CASE WHEN seen >= last THEN seen + duration({microseconds: 1}) ELSE last END) AS at
SET m.metAt = $now
FOREACH (gone IN CASE WHEN $waits THEN [over, heard] ELSE [] END | DELETE gone)
FOREACH (_ IN CASE WHEN $waits THEN [1] ELSE [] END |
  CREATE (sender)-[i:INVITED {
    pair: $pair, recipientName: person.name, senderClosings: sender.closings, recipientClosings: person.closings,
    byEmail: m.id, note: m.note, steps: m.steps
  }]->(person)
  SET i += $invitation, m.metAs = $invitation.id, sender.lastEventAt = at, person.lastEventAt = at
  CREATE (event:Event {
    a: $person, b: $sender, pair: $pair, at: at, shownAt: $now, recordedAt: datetime.transaction(),
    invitation: $invitation.id
  })
  SET event += $event)
RETURN count(*) AS met
