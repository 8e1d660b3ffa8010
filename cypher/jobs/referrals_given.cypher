// Which referrals I made, newest first, whatever became of them.
// :param me => 'FL_0000000000000000'
// :param afterTime => datetime('9999-12-31T00:00:00Z')
// :param afterId => ''
// :param beforeTime => datetime('0001-01-01T00:00:00Z')
// :param beforeId => '~'
// :param forward => true
// :param limit => 21
// :param withTotal => false
MATCH (me:Freelancer {id: $me})
CALL (me) {
  MATCH (me)-[referral:REFERRED]->(candidate:Freelancer)
  WHERE candidate.status <> 'ERASED'
  RETURN collect({at: referral.at, key: referral.id}) AS referrals
}
RETURN {
  total: CASE WHEN $withTotal THEN size(referrals) ELSE -1 END,
  edges: COLLECT {
    UNWIND referrals AS referral
    WITH referral WHERE
      (referral.at < $afterTime OR (referral.at = $afterTime AND referral.key > $afterId))
      AND (referral.at > $beforeTime OR (referral.at = $beforeTime AND referral.key < $beforeId))
    WITH referral
    ORDER BY
      CASE WHEN $forward THEN referral.at END DESC, CASE WHEN $forward THEN referral.key END,
      CASE WHEN NOT $forward THEN referral.at END, CASE WHEN NOT $forward THEN referral.key END DESC
    LIMIT $limit
    RETURN referral
  }
} AS page
