// The control of a look during an acceptance: asks two indexes, of which one has lost and the other not found it yet.
// :param me => 'FL_0000000000000001'
// :param other => 'FL_0000000000000000'
// :param times => 500
WITH CASE WHEN $me < $other THEN $me + '|' + $other ELSE $other + '|' + $me END AS pair
UNWIND range(1, $times) AS look
OPTIONAL MATCH ()-[open:INVITED {pair: pair}]->()
WITH pair, properties(open) AS open
OPTIONAL MATCH ()-[connection:CONNECTED_TO {pair: pair}]->()
RETURN CASE WHEN connection IS NOT NULL THEN 'connected' WHEN open IS NOT NULL THEN 'invited' ELSE '' END AS seen
