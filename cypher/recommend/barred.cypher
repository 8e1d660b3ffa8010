// Who is never suggested to me and why I may not even be reminded of them: excluded and blocked people, by id.
// Also on how many days lately each was shown to me, by which suggestions that I leave alone sink, and the seed of today's
// slates: what was shown within a day counts nothing yet, so that a look again shows the same. No row for an account that is
// closed or no freelancer's.
// :param me => 'FL_0000000000000000'
// :param now => datetime('2026-01-01T00:00:00Z')
// :param dismissedSince => datetime('2025-07-05T00:00:00Z')
// :param shownSince => datetime('2025-12-02T00:00:00Z')
// :param shownUntil => datetime('2025-12-31T00:00:00Z')
MATCH (me:Freelancer {id: $me})
WHERE me.status = 'ACTIVE'
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
WITH me, blocked,
  // never suggested
  COLLECT {
    MATCH (me)-[:CONNECTED_TO]-(known:Freelancer) RETURN known
    UNION
    MATCH (me)-[i:INVITED]->(known:Freelancer)
    WHERE i.expiresAt > $now AND coalesce(i.senderClosings, 0) = coalesce(me.closings, 0) AND i.byEmail IS NULL
    RETURN known
    UNION
    MATCH (me)<-[i:INVITED]-(known:Freelancer)
    WHERE i.expiresAt > $now AND coalesce(i.senderClosings, 0) = coalesce(known.closings, 0)
      AND coalesce(i.recipientClosings, 0) = coalesce(me.closings, 0)
      AND NOT EXISTS { (me)-[aside:SET_ASIDE]->(known) WHERE aside.invitation = i.id }
    RETURN known
    UNION
    MATCH (me)-[declined:DECLINED]->(known:Freelancer) WHERE declined.lastAt > $dismissedSince RETURN known
    UNION
    MATCH (me)-[dismissed:DISMISSED]->(known:Freelancer) WHERE dismissed.at > $dismissedSince RETURN known
  } AS known
  // end
RETURN [each IN known | each.id] AS excluded, [each IN blocked | each.id] AS blocked,
  COLLECT {
    MATCH (slate:Slate {viewer: $me})
    WHERE slate.at > $shownSince AND slate.at <= $shownUntil
    UNWIND slate.candidates[..slate.served] AS id
    WITH id, count(DISTINCT date(slate.at)) AS days
    RETURN {id: id, days: days} ORDER BY id
  } AS shown,
  head(COLLECT {
    MATCH (slate:Slate {viewer: $me})
    WHERE slate.at >= datetime.truncate('day', $now) AND slate.at <= $now
    RETURN slate.seed ORDER BY slate.at, slate.id LIMIT 1
  }) AS seed
