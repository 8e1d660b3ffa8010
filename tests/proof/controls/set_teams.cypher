// A team that somebody leads, of one who was asked, for the controls of teams.
// :param pairs => [['FL_0000000000000000', 'FL_0000000000000001']]
UNWIND $pairs AS pair
MATCH (lead:Freelancer {id: pair[0]})
MATCH (member:Freelancer {id: pair[1]})
CREATE (lead)-[:NAIVE_LEADS]->(team:NaiveTeam {state: 'LIVE', version: 1})<-[:NAIVE_ASKED]-(member)
