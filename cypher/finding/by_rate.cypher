// Keys of people who offer this, as I may find them, in the order of their rates in US dollars.
// Skills are written as they stand on people: the id, a colon, the level. Empty lists and texts ask for nothing.
// :param me => 'FL_0000000000000000'
// :param anySkill => ['SK_0000000000000000:4', 'SK_0000000000000000:5']
// :param allSkills => [['SK_0000000000000001:5']]
// :param categories => []
// :param cities => []
// :param country => ''
// :param currency => ''
// :param minRate => 0
// :param maxRate => 9007199254740991
// :param minHours => 0.0
// :param low => ''
// :param high => '~'
// :param limit => 160
OPTIONAL MATCH (me:Freelancer {id: $me})
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
MATCH (person:Freelancer)
USING INDEX person:Freelancer(status, visibility, rateKey)
WHERE person.rateKey >= $low AND person.rateKey < $high AND person.visibility = 'PUBLIC' AND
  // visible to $me
  person.status = 'ACTIVE'
  AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
  AND NOT person IN blocked
  // end
  AND coalesce(person <> me, true)
WITH me, blocked, person WHERE
  // offers
  CASE WHEN $anySkill = [] THEN true ELSE any(has IN person.skillLevels WHERE has IN $anySkill) END
  AND all(one IN $allSkills WHERE any(has IN person.skillLevels WHERE has IN one))
  AND CASE WHEN $categories = [] THEN true ELSE any(each IN person.categoryIds WHERE each IN $categories) END
  AND CASE WHEN $cities = [] THEN true ELSE person.cityId IN $cities END
  AND CASE WHEN $country = '' THEN true ELSE person.countryCode = $country END
  AND CASE WHEN $currency = '' THEN true
    ELSE person.currency = $currency AND $minRate <= person.hourlyRate <= $maxRate END
  AND CASE WHEN $minHours <= 0 THEN true ELSE person.weeklyHours >= $minHours END
  // end
RETURN person.rateKey AS key ORDER BY person.status, person.visibility, person.rateKey LIMIT $limit
