// People whose Job Success Score, Top Rated weeks, rate or hours cannot be.
// Repair: Import the people again, or set the property from the source of the marketplace.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND person.status <> 'ERASED' AND (
  NOT 0 <= coalesce(person.jobSuccessScore, 0) <= 100
  OR NOT 0 <= coalesce(person.topRatedWeeks, 0) <= 16
  OR NOT 0 <= coalesce(person.hourlyRate, 0)
  OR NOT 0 <= coalesce(person.weeklyHours, 0) <= 168
  OR (person.hourlyRate IS NOT NULL AND person.currency IS NULL))
RETURN count(*) AS count, collect(person.id)[..5] AS examples
