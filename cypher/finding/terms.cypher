// What the words of a filter name: skills by any of their names, and the cities of a circle or a country.
// Of each city, how many people live there, and of each skill, how many have it, hidden people included: never shown.
// :param words => ['js']
// :param center => 'CI_0000000000000000'
// :param metres => 0.0
// :param country => ''
// :param most => 2001
RETURN {
  skills: COLLECT {
    UNWIND $words AS word
    MATCH (:SkillName {key: word})-[:NAMES]->(skill:Skill)
    RETURN {word: word, id: skill.id, people: COUNT { (skill)<-[:HAS_SKILL]-() }}
  },
  cities: COLLECT {
    CALL () {
      MATCH (middle:City {id: $center})
      WITH middle WHERE $metres <= 0
      RETURN middle AS city
      UNION
      MATCH (middle:City {id: $center})
      WITH middle WHERE $metres > 0
      MATCH (city:City)
      WHERE point.distance(city.point, middle.point) <= $metres
      RETURN city
      UNION
      MATCH (:Country {code: $country})<-[:IN]-(city:City)
      RETURN city
    }
    RETURN {id: city.id, people: COUNT { (city)<-[:LIVES_IN]-() }} LIMIT $most
  }
} AS terms
