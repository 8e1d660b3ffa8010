// Browsing by place and skill together: who has a skill in a city is one stretch of this index, by level.
CREATE INDEX skill_of_place FOR ()-[h:HAS_SKILL]-() ON (h.offerKey);
