// Deletes so much of what an erased person heard, and of what others hear of them, and counts it.
// Of an invitation nothing is left, by e-mail neither, and its errands go first; who accepted or wrote is no longer said.
// :param person => 'FL_0000000000000000'
// :param limit => 5000
CALL {
  MATCH (told:Notification {to: $person}) WHERE told.sequence > 0 RETURN told AS entry, true AS isGone LIMIT $limit
  UNION
  MATCH (back:Retraction {to: $person}) WHERE back.sequence > 0 RETURN back AS entry, true AS isGone LIMIT $limit
  UNION
  MATCH (told:Notification {about: $person}) RETURN told AS entry, told.invitation IS NOT NULL AS isGone LIMIT $limit
  UNION
  MATCH (errand:Errand {about: $person}) RETURN errand AS entry, true AS isGone LIMIT $limit
  UNION
  MATCH (m:EmailInvitation {sender: $person}) WHERE m.sentAt IS NOT NULL
  MATCH (errand:Errand {about: m.id}) RETURN errand AS entry, true AS isGone LIMIT $limit
  UNION
  MATCH (m:EmailInvitation {sender: $person}) WHERE m.sentAt IS NOT NULL RETURN m AS entry, true AS isGone LIMIT $limit
}
WITH entry, isGone LIMIT $limit
FOREACH (gone IN CASE WHEN isGone THEN [entry] ELSE [] END | DELETE gone)
FOREACH (kept IN CASE WHEN isGone THEN [] ELSE [entry] END | REMOVE kept.about)
RETURN count(*) AS count
