// People whose status or visibility is no word of the product, or whose id has another shape.
// Repair: Set status to ACTIVE or DEACTIVATED and visibility to PUBLIC or PRIVATE as the marketplace's own records say.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to AND (
  NOT person.status IN ['ACTIVE', 'DEACTIVATED', 'ERASED']
  OR (person.status = 'ERASED' AND NOT person.id =~ '(FL|ER)_[0-9a-hjkmnp-tv-z]{16}')
  OR (person.status <> 'ERASED' AND (
    NOT person.visibility IN ['PUBLIC', 'PRIVATE'] OR NOT person.id =~ 'FL_[0-9a-hjkmnp-tv-z]{16}'))
)
RETURN count(*) AS count, collect(person.id)[..5] AS examples
