// Skills one of whose names begins so, in the order of their names.
// :param low => 'java'
// :param high => 'javb'
// :param after => ''
// :param before => '~'
// :param forward => true
// :param limit => 21
// :param withTotal => false
WITH COLLECT {
  MATCH (word:SkillName)-[:NAMES]->(skill:Skill)
  USING INDEX word:SkillName(key)
  WHERE word.key >= $low AND word.key < $high
  RETURN DISTINCT skill
} AS found
RETURN {
  total: CASE WHEN $withTotal THEN size(found) ELSE -1 END,
  edges: COLLECT {
    UNWIND found AS skill
    WITH skill, toLower(skill.name) + '\t' + skill.id AS key
    WHERE $after < key AND key < $before
    ORDER BY CASE WHEN $forward THEN key END, CASE WHEN NOT $forward THEN key END DESC LIMIT $limit
    RETURN {key: key, id: skill.id, name: skill.name, synonyms: coalesce(skill.synonyms, [])[..50]}
  }
} AS page
