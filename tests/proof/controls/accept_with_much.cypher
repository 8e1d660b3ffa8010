// An acceptance whose commit takes a while: two thousand events go with it, which five indexes must learn of.
// :param key => 'FL_0000000000000000|FL_0000000000000001'
// :param low => 'FL_0000000000000000'
// :param high => 'FL_0000000000000001'
MATCH ()-[standing:INVITED {pair: $key}]->()
MATCH (low:Freelancer {id: $low})
MATCH (high:Freelancer {id: $high})
DELETE standing
CREATE (low)-[made:CONNECTED_TO {pair: $key, since: datetime()}]->(high)
FOREACH (n IN range(1, 2000) | CREATE (:Event {
  id: $key + n, operation: $key + n, pair: $key, a: $low, b: $high, kind: 'NOTHING_CHANGED', at: datetime(),
  recordedAt: datetime(), invitation: $key + n
}))
RETURN count(made) AS made
