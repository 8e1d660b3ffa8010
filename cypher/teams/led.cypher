// The teams that one person leads, or led before they were erased.
// :param person => 'FL_0000000000000000'
MATCH (person:Freelancer {id: $person})-[:MEMBER_OF {isLead: true}]->(team:Team)
RETURN team.id AS team
