// Skills, categories, countries, clients or agencies without a key or a name.
// Repair: Set it from the source, or delete the node when nothing refers to it.
CALL {
  MATCH (n:Skill) WHERE n.id IS NULL OR n.name IS NULL RETURN n.id AS key
  UNION ALL
  MATCH (n:Category) WHERE n.id IS NULL OR n.name IS NULL RETURN n.id AS key
  UNION ALL
  MATCH (n:Country) WHERE n.code IS NULL OR n.name IS NULL RETURN n.code AS key
  UNION ALL
  MATCH (n:Client) WHERE n.id IS NULL OR n.handle IS NULL OR n.name IS NULL RETURN n.id AS key
  UNION ALL
  MATCH (n:Agency) WHERE n.id IS NULL OR n.handle IS NULL OR n.name IS NULL RETURN n.id AS key
}
RETURN count(*) AS count, collect(coalesce(key, 'no id'))[..5] AS examples
