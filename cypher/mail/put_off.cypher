// Puts an errand off, or aside: with its stage, when it is due again and why.
// :param errand => 'ED_0000000000000000'
// :param stage => 'WAITING'
// :param dueAt => datetime('2026-01-01T00:00:00Z')
// :param attempts => 1
// :param reason => ''
MATCH (errand:Errand {id: $errand})
SET errand.stage = $stage, errand.dueAt = $dueAt, errand.attempts = $attempts,
  errand.reason = CASE WHEN $reason = '' THEN null ELSE $reason END
RETURN count(*) AS count
