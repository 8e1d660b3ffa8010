// Writes what the rules decided for a locked pair, and its event; the second half of every act on a pair.
// Each effect stands behind its flag; the ledger's time never runs back for either person.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
// :param pair => 'FL_0000000000000000|FL_0000000000000001'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param effects => ['invite']
// :param event => {id: 'EV_0000000000000000', kind: 'INVITATION_SENT'}
// :param invitation => {id: 'IN_0000000000000000'}
// :param entryPoint => 'NETWORK_PAGE'
// :param isSeen => true
MATCH (me:Freelancer {id: $me})
WITH me, $other AS otherId
MATCH (other:Freelancer {id: otherId})
OPTIONAL MATCH ()-[standing:INVITED {pair: $pair}]->()
OPTIONAL MATCH ()-[connection:CONNECTED_TO {pair: $pair}]->()
OPTIONAL MATCH (me)-[block:BLOCKED]->(other)
OPTIONAL MATCH (heard:Notification {invitation: standing.id})
OPTIONAL MATCH (talk:Conversation {pair: $pair})
OPTIONAL MATCH (written:EmailInvitation {id: standing.byEmail})
WITH me, other, standing, heard, talk, written, connection, block,
  CASE WHEN 'block' IN $effects THEN COLLECT { MATCH (me)-[r:REFERRED]-(other) RETURN r } ELSE [] END AS referrals,
  CASE WHEN 'block' IN $effects THEN COLLECT {
    MATCH (me)-[mine:MEMBER_OF]->(:Team)<-[theirs:MEMBER_OF]-(other) WHERE theirs.leftAt IS NULL RETURN mine
  } ELSE [] END AS memberships,
  CASE WHEN $me < $other THEN me ELSE other END AS low,
  CASE WHEN $me < $other THEN other ELSE me END AS high,
  reduce(last = $now, seen IN [me.lastEventAt, other.lastEventAt] |
    CASE WHEN seen >= last THEN seen + duration({microseconds: 1}) ELSE last END) AS at
FOREACH (_ IN CASE WHEN 'block' IN $effects THEN [1] ELSE [] END |
  MERGE (me)-[made:BLOCKED]->(other)
  SET made.at = $now,
    made.name = CASE WHEN $isSeen THEN other.name ELSE coalesce(
      // What I knew them as: who is hidden is not looked up.
      CASE WHEN startNode(standing) = me THEN standing.recipientName END,
      CASE WHEN me = low THEN talk.highName ELSE talk.lowName END,
      other.name) END)
FOREACH (referral IN referrals | SET referral.endedAt = coalesce(referral.endedAt, $now))
FOREACH (membership IN memberships | SET membership.leftAt = coalesce(membership.leftAt, $now))
FOREACH (gone IN CASE WHEN 'unblock' IN $effects THEN [block] ELSE [] END | DELETE gone)
FOREACH (gone IN CASE WHEN 'clearInvitation' IN $effects THEN [standing, heard] ELSE [] END | DELETE gone)
FOREACH (gone IN CASE WHEN 'disconnect' IN $effects THEN [connection] ELSE [] END | DELETE gone)
FOREACH (closed IN CASE WHEN 'disconnect' IN $effects THEN [talk] ELSE [] END |
  SET closed.lowName = low.name, closed.highName = high.name)
FOREACH (open IN CASE WHEN 'connect' IN $effects THEN [talk] ELSE [] END | REMOVE open.lowName, open.highName)
FOREACH (_ IN CASE WHEN 'invite' IN $effects THEN [1] ELSE [] END |
  CREATE (me)-[i:INVITED {
    pair: $pair, recipientName: other.name, senderClosings: me.closings, recipientClosings: other.closings
  }]->(other)
  SET i += $invitation)
FOREACH (_ IN CASE WHEN 'connect' IN $effects THEN [1] ELSE [] END |
  CREATE (low)-[:CONNECTED_TO {pair: $pair, since: $now, entryPoint: $entryPoint}]->(high))
FOREACH (said IN CASE WHEN 'connect' IN $effects THEN [written] ELSE [] END |
  SET said.acceptedAt = $now, said.sealed = null, said.sealedUntil = null)
FOREACH (_ IN CASE WHEN 'setAside' IN $effects THEN [1] ELSE [] END |
  MERGE (me)-[aside:SET_ASIDE]->(other)
  SET aside.invitation = $invitation.id)
FOREACH (_ IN CASE WHEN 'countDecline' IN $effects THEN [1] ELSE [] END |
  MERGE (me)-[declined:DECLINED]->(other)
  SET declined.times = coalesce(declined.times, 0) + 1, declined.lastAt = $now)
FOREACH (_ IN CASE WHEN 'startCoolDown' IN $effects THEN [1] ELSE [] END |
  MERGE (me)-[withdrew:WITHDREW]->(other)
  SET withdrew.at = $now)
SET me.lastEventAt = at, other.lastEventAt = at
WITH me, other, at
// Networks are listed on people too, up to 500 connections; without a list relationships are walked.
CALL (me, other) {
  UNWIND CASE WHEN 'connect' IN $effects OR 'disconnect' IN $effects THEN [me, other] ELSE [] END AS person
  WITH person, CASE WHEN person = me THEN other.id ELSE me.id END AS changed
  SET person.networkIds = CASE
    WHEN COUNT { (person)-[:CONNECTED_TO]-() } > 500 THEN null
    WHEN person.networkIds IS NULL THEN COLLECT { MATCH (person)-[:CONNECTED_TO]-(each) RETURN each.id }
    WHEN 'connect' IN $effects THEN [id IN person.networkIds WHERE id <> changed] + changed
    ELSE [id IN person.networkIds WHERE id <> changed]
  END
}
CREATE (event:Event {a: $me, b: $other, pair: $pair, at: at, shownAt: $now, recordedAt: datetime.transaction()})
SET event += $event
RETURN event.id AS event
