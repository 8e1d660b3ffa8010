// People from before V0019 are found by place and skill too: each skill learns where its owner lives, in pieces.
MATCH (person:Freelancer)
CALL (person) {
  MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
  SET has.offerKey = skill.id + '|' + person.cityId + '|' + toString(has.level)
} IN TRANSACTIONS OF 1000 ROWS;
