// Takes an erased person out of these conversations: no pair and no name of then is left.
// :param talks => [{id: 'CV_0000000000000000', unlinkable: 'ER_0000000000000000'}]
UNWIND $talks AS each
MATCH (talk:Conversation {id: each.id})
SET talk.pair = each.unlinkable
REMOVE talk.lowName, talk.highName
RETURN count(*) AS count
