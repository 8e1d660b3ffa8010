// The control of a look during an acceptance: asks two indexes, of which one has lost and the other not found it yet.
// :param pairs => [['FL_0000000000000000', 'FL_0000000000000001']]
UNWIND $pairs AS pair
WITH CASE WHEN pair[0] < pair[1] THEN pair[0] + '|' + pair[1] ELSE pair[1] + '|' + pair[0] END AS pair
OPTIONAL MATCH ()-[open:INVITED {pair: pair}]->()
USING INDEX open:INVITED(pair)
WITH pair, properties(open) AS open
OPTIONAL MATCH ()-[connection:CONNECTED_TO {pair: pair}]->()
USING INDEX connection:CONNECTED_TO(pair)
RETURN CASE WHEN connection IS NOT NULL THEN 'connected' WHEN open IS NOT NULL THEN 'invited' ELSE '' END AS seen
