// What one person did to others that those do not see, for that person's own export: each mark with its properties.
// :param person => 'FL_0000000000000000'
MATCH (person:Freelancer {id: $person})-[mark:SET_ASIDE|DECLINED|WITHDREW|BLOCKED|DISMISSED]->(other:Freelancer)
WHERE other.status <> 'ERASED'
RETURN type(mark) AS kind, other.id AS other, properties(mark) AS mark
ORDER BY kind, other
