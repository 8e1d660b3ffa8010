// The control of forming: finds no team led, and forms one then.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})
WHERE NOT EXISTS { (me)-[:NAIVE_LEADS]->(:NaiveTeam) }
MATCH (other:Freelancer {id: $other})
CREATE (me)-[:NAIVE_LEADS]->(:NaiveTeam {state: 'LIVE', version: 1})<-[:NAIVE_ASKED]-(other)
RETURN 'yes' AS told
