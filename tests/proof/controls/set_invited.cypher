// Sets the scene of looks during acceptances: real invitations from each sender to each recipient.
// :param pairs => [['FL_0000000000000000', 'FL_0000000000000001']]
// :param now => datetime('2026-01-01T00:00:00Z')
UNWIND $pairs AS pair
MATCH (sender:Freelancer {id: pair[0]})
MATCH (recipient:Freelancer {id: pair[1]})
CREATE (sender)-[:INVITED {
  pair: CASE WHEN pair[0] < pair[1] THEN pair[0] + '|' + pair[1] ELSE pair[1] + '|' + pair[0] END,
  id: 'INV_' + pair[0] + pair[1], sentAt: $now, expiresAt: $now + duration('P1D'),
  recipientName: recipient.name, senderClosings: sender.closings, recipientClosings: recipient.closings
}]->(recipient)
