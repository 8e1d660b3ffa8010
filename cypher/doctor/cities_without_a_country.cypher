// Cities in no country or in several, or without a name, a place on the map or a time zone.
// Repair: Set them from GeoNames.
MATCH (city:City)
WHERE COUNT { (city)-[:IN]->(:Country) } <> 1 OR city.name IS NULL OR city.point IS NULL OR city.timeZone IS NULL
RETURN count(*) AS count, collect(coalesce(city.id, city.name, 'no id'))[..5] AS examples
