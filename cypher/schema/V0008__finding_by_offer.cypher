// Browsing by place, skill and rate in the order of a key, and the words that name skills and cities.
CREATE INDEX freelancer_by_city FOR (f:Freelancer) ON (f.status, f.visibility, f.cityId, f.nameKey);
CREATE INDEX freelancer_by_rate FOR (f:Freelancer) ON (f.status, f.visibility, f.rateKey);
CREATE INDEX skill_name FOR (n:SkillName) ON (n.key);
CREATE INDEX city_name FOR (c:City) ON (c.searchName);
CREATE POINT INDEX city_point FOR (c:City) ON (c.point);
