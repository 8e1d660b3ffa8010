// What erased people heard, and what still names them to others.
// Repair: Run `confrere erase-person --resume`.
CALL {
  MATCH (told:Notification) WHERE told.to STARTS WITH 'ER_' AND told.sequence IS NOT NULL RETURN told.id AS entry
  UNION
  MATCH (told:Notification) WHERE told.about STARTS WITH 'ER_' RETURN told.id AS entry
}
RETURN count(*) AS count, collect(entry)[..5] AS examples
