// Cities whose folded name begins so: those of just this name first, then the larger before the smaller.
// :param low => 'lis'
// :param high => 'lit'
// :param country => ''
// :param after => ''
// :param before => '~'
// :param forward => true
// :param limit => 21
// :param withTotal => false
WITH COLLECT {
  MATCH (city:City)
  USING INDEX city:City(searchName)
  WHERE city.searchName >= $low AND city.searchName < $high
  MATCH (city)-[:IN]->(country:Country)
  WHERE $country IN ['', country.code]
  RETURN {city: city, country: country}
} AS found
RETURN {
  total: CASE WHEN $withTotal THEN size(found) ELSE -1 END,
  edges: COLLECT {
    UNWIND found AS row
    WITH row.city AS city, row.country AS country
    WITH city, country, CASE WHEN city.searchName = $low THEN '0' ELSE '1' END
      + right('0000000000' + (9999999999 - coalesce(city.population, 0)), 10) + city.id AS key
    WHERE $after < key AND key < $before
    ORDER BY CASE WHEN $forward THEN key END, CASE WHEN NOT $forward THEN key END DESC LIMIT $limit
    RETURN {key: key, id: city.id, name: city.name, countryCode: country.code, countryName: country.name}
  }
} AS page
