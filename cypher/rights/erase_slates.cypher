// Takes an erased person out of what was suggested to others in a period; the places stay, so that what was likely stays right.
// :param person => 'FL_0000000000000000'
// :param from => datetime('2026-01-01T00:00:00Z')
// :param to => datetime('2026-01-02T00:00:00Z')
MATCH (slate:Slate)
WHERE slate.at >= $from AND slate.at < $to AND $person IN slate.candidates
SET slate.candidates = [id IN slate.candidates | CASE WHEN id = $person THEN '' ELSE id END]
RETURN count(*) AS count
