// What a control has left between a sender and a recipient.
// :param pairs => [['FL_0000000000000000', 'FL_0000000000000001']]
UNWIND $pairs AS pair
MATCH (sender:Freelancer {id: pair[0]})
MATCH (recipient:Freelancer {id: pair[1]})
RETURN
  COUNT { (sender)-[:NAIVE_INVITED]-(recipient) } AS invitations,
  COUNT { (sender)-[:NAIVE_CONNECTED]-(recipient) } AS connections,
  COUNT { (sender)-[:NAIVE_BLOCKED]-(recipient) } AS blocks,
  COUNT { (recipient)-[:NAIVE_CONNECTED]-() } AS network,
  coalesce(head([(recipient)-[d:NAIVE_DECLINED]->(sender) | d.times]), 0) AS declines,
  sender.status AS status
