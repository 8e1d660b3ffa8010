// Has everything that was given up tried again, from the first try.
// :param stage => 'DEAD'
// :param now => datetime('2026-01-01T00:00:00Z')
MATCH (errand:Errand) WHERE errand.stage = $stage AND errand.dueAt IS NOT NULL
SET errand.stage = 'WAITING', errand.dueAt = $now, errand.attempts = 0, errand.reason = null
RETURN count(*) AS count
