// How each of these people stands to me: everything the rules read, hidden facts included, so never shown as it is.
// :param me => 'FL_0000000000000000'
// :param others => ['FL_0000000000000001']
// :param now => datetime('2026-01-01T00:00:00Z')
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me
UNWIND $others AS otherId
WITH me, otherId, CASE WHEN $me < otherId THEN $me + '|' + otherId ELSE otherId + '|' + $me END AS pair
OPTIONAL MATCH (other:Freelancer {id: otherId})
OPTIONAL MATCH (inviter)-[open:INVITED {pair: pair}]->(invitee)
// Read at once: an act that deletes it meanwhile leaves all of it or nothing. And read before the connection, which an
// invitation becomes: the other way round both could be missed while one turns into the other.
WITH me, otherId, pair, other, inviter, invitee, properties(open) AS open
OPTIONAL MATCH ()-[connection:CONNECTED_TO {pair: pair}]->()
RETURN {
  other: otherId,
  // pair
  otherStatus: coalesce(other.status, ''),
  otherVisibility: coalesce(other.visibility, 'PUBLIC'),
  connectedSince: connection.since,
  invitation: CASE WHEN open.expiresAt > $now AND coalesce(open.senderClosings, 0) = coalesce(inviter.closings, 0) THEN {
    id: open.id, sender: inviter.id, recipient: invitee.id, sentAt: open.sentAt, expiresAt: open.expiresAt,
    note: open.note, entryPoint: open.entryPoint, steps: open.steps, isByEmail: open.byEmail IS NOT NULL,
    isSetAside: coalesce(open.recipientClosings, 0) <> coalesce(invitee.closings, 0)
      OR EXISTS { (invitee)-[aside:SET_ASIDE]->(inviter) WHERE aside.invitation = open.id }
  } END,
  withdrawnAt: head([(me)-[withdrew:WITHDREW]->(other) | withdrew.at]),
  declines: coalesce(head([(other)-[declined:DECLINED]->(me) | declined.times]), 0),
  isBlockedByMe: EXISTS { (me)-[:BLOCKED]->(other) },
  isBlockedByOther: EXISTS { (other)-[:BLOCKED]->(me) }
  // end
} AS pair
