// Cities by where they lie, for people within a radius.
CREATE POINT INDEX city_point FOR (c:City) ON (c.point);
