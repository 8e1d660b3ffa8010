// Skills by id.
// :param ids => ['SK_0000000000000000']
UNWIND $ids AS id
MATCH (skill:Skill {id: id})
RETURN skill.id AS id, skill.name AS name, coalesce(skill.synonyms, [])[..50] AS synonyms
