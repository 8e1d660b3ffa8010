// How many entries my stream has between two places of it.
// :param me => 'FL_0000000000000000'
// :param after => 0
// :param upTo => 1
RETURN COUNT { MATCH (told:Notification {to: $me}) WHERE told.sequence > $after AND told.sequence <= $upTo }
  + COUNT { MATCH (back:Retraction {to: $me}) WHERE back.sequence > $after AND back.sequence <= $upTo } AS entries
