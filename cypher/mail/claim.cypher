// Takes the errand that has been due for longest, so that nobody else runs it before the given moment.
// :param stages => ['WAITING']
// :param now => datetime('2026-01-01T00:00:00Z')
// :param until => datetime('2026-01-01T00:05:00Z')
MATCH (due:Errand) WHERE due.stage IN $stages AND due.dueAt <= $now
WITH due ORDER BY due.dueAt, due.id LIMIT 1
SET due.lock = 0
WITH due WHERE due.stage IN $stages AND due.dueAt <= $now  // read again: another process may have been first
SET due.dueAt = $until, due.attempts = due.attempts + 1
RETURN due.id AS id, due.kind AS kind, due.about AS about, due.attempts AS attempts
