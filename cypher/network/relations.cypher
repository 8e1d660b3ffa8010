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
// Read at once, and before the connection, which an invitation becomes: the other way round both could be missed.
WITH me, otherId, pair, other, inviter, invitee, properties(open) AS read
OPTIONAL MATCH ()-[indexed:CONNECTED_TO {pair: pair}]->()
// A commit writes relationships before indexes: for a moment an accepted invitation is gone, and no index knows of the
// connection, which the two people have by then. An invitation that is being deleted may have lost some properties.
WITH me, otherId, other, inviter, invitee, read,
  CASE WHEN indexed IS NULL THEN head([(me)-[made:CONNECTED_TO]-(other) | made]) ELSE indexed END AS connection
WITH me, otherId, other, inviter, invitee, connection,
  CASE WHEN connection IS NULL AND read.id IS NOT NULL AND read.sentAt IS NOT NULL THEN read END AS open
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
