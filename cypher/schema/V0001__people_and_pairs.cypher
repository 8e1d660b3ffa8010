// Keys of people, places and skills, and the belts under the pair lock.
CREATE CONSTRAINT freelancer_id FOR (f:Freelancer) REQUIRE f.id IS UNIQUE;
CREATE CONSTRAINT freelancer_handle FOR (f:Freelancer) REQUIRE f.handle IS UNIQUE;
CREATE CONSTRAINT skill_id FOR (s:Skill) REQUIRE s.id IS UNIQUE;
CREATE CONSTRAINT category_id FOR (c:Category) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT city_id FOR (c:City) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT country_code FOR (c:Country) REQUIRE c.code IS UNIQUE;
CREATE CONSTRAINT client_id FOR (c:Client) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT agency_id FOR (a:Agency) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT connected_pair FOR ()-[c:CONNECTED_TO]-() REQUIRE c.pair IS UNIQUE;
CREATE CONSTRAINT invited_pair FOR ()-[i:INVITED]-() REQUIRE i.pair IS UNIQUE;
CREATE CONSTRAINT invited_id FOR ()-[i:INVITED]-() REQUIRE i.id IS UNIQUE;
CREATE CONSTRAINT client_handle FOR (c:Client) REQUIRE c.handle IS UNIQUE;
CREATE CONSTRAINT agency_handle FOR (a:Agency) REQUIRE a.handle IS UNIQUE;
