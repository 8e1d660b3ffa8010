// Entries of streams beyond the last number of their reader, of nobody, or twice at one place.
// Repair: Set lastSequence of the reader to the highest number in their stream; delete what nobody reads.
// :param from => ''
// :param to => '~'
CALL {
  MATCH (told:Notification) WHERE told.to >= $from AND told.to < $to AND told.sequence IS NOT NULL
  RETURN told.to AS reader, told.sequence AS place
  UNION ALL
  MATCH (back:Retraction) WHERE back.to >= $from AND back.to < $to AND back.sequence IS NOT NULL
  RETURN back.to AS reader, back.sequence AS place
}
WITH reader, place, count(*) AS entries
WHERE entries > 1 OR NOT EXISTS { MATCH (f:Freelancer {id: reader}) WHERE f.lastSequence >= place }
RETURN count(*) AS count, collect(reader)[..5] AS examples
