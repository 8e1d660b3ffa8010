// Ends an errand that was run, and notes on its invitation that it was mailed.
// :param errand => 'ED_0000000000000000'
// :param mailedAt => datetime('2026-01-01T00:00:00Z')
// :param isMailed => true
MATCH (errand:Errand {id: $errand})
OPTIONAL MATCH (m:EmailInvitation {id: errand.about}) WHERE $isMailed
FOREACH (mailed IN CASE WHEN m IS NULL THEN [] ELSE [m] END | SET mailed.mailedAt = $mailedAt)
DELETE errand
RETURN count(*) AS settled
