// People with a skill of no level from 1 to 5, or with the same skill twice.
// Repair: Set the level, or delete the second HAS_SKILL.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED'
MATCH (person)-[has:HAS_SKILL]->(skill)
WITH person, skill, collect(has.level) AS levels
WHERE size(levels) <> 1 OR NOT 1 <= levels[0] <= 5
RETURN count(*) AS count, collect(person.id)[..5] AS examples
