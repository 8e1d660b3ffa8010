// Sets the scene of a control: pending invitations and a count of declines from each sender to each recipient.
// :param pairs => [['FL_0000000000000000', 'FL_0000000000000001']]
UNWIND $pairs AS pair
MATCH (sender:Freelancer {id: pair[0]})
MATCH (recipient:Freelancer {id: pair[1]})
CREATE (sender)-[:NAIVE_INVITED {state: 'PENDING'}]->(recipient)
CREATE (recipient)-[:NAIVE_DECLINED {times: 0}]->(sender)
