// A slate of mine as it was noted, of which more has been shown now than before.
// :param me => 'FL_0000000000000000'
// :param id => 'SL_0000000000000000'
// :param served => 20
MATCH (slate:Slate {id: $id, viewer: $me})
SET slate.served = CASE WHEN slate.served < $served THEN $served ELSE slate.served END
RETURN slate {.id, .surface, .method, .version, .seed, .candidates, .propensities, .complements} AS slate
