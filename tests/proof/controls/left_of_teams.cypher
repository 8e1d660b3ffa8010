// What the controls of teams have left of a lead and of whom they asked.
// :param pairs => [['FL_0000000000000000', 'FL_0000000000000001']]
UNWIND $pairs AS pair
MATCH (lead:Freelancer {id: pair[0]})
MATCH (member:Freelancer {id: pair[1]})
RETURN
  reduce(sum = 0, hours IN [(member)-[b:NAIVE_BOOKED]->() | b.hours] | sum + hours) AS hours,
  COUNT { (member)-[:NAIVE_MEMBER]->(:NaiveTeam {state: 'OVER'}) } AS dangling,
  COUNT { (lead)-[:NAIVE_HIRED]->(:NaiveTeam {state: 'WITHDRAWN'}) } AS both,
  COUNT { (lead)-[:NAIVE_HIRED {version: 1}]->(:NaiveTeam {version: 2}) } AS changed,
  COUNT { (member)-[:NAIVE_MEMBER {agreedTo: 1}]->(:NaiveTeam {version: 2}) } AS unread,
  COUNT { (lead)-[:NAIVE_LEADS]->(:NaiveTeam) } AS teams
