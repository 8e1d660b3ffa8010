// The control of booking: adds up what somebody has promised first, and promises more then.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
MATCH (me:Freelancer {id: $me})
WHERE reduce(sum = 0, hours IN [(me)-[b:NAIVE_BOOKED]->() | b.hours] | sum + hours) + 20 <= 30
MATCH (other:Freelancer {id: $other})
CREATE (me)-[:NAIVE_BOOKED {hours: 20}]->(other)
RETURN 'yes' AS told
