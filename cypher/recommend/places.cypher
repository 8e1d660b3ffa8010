// All cities with where they lie, in the order of ids.
// :param after => ''
MATCH (city:City)
WHERE city.id > $after
RETURN city.id AS id, city.point.latitude AS latitude, city.point.longitude AS longitude
ORDER BY id
