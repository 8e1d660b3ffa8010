// The control of locking in id order: locks whoever acts first, and the other one then.
// :param me => 'FL_0000000000000000'
// :param other => 'FL_0000000000000001'
MATCH (me:Freelancer {id: $me})
SET me.lock = 0
WITH $other AS otherId
MATCH (other:Freelancer {id: otherId})
SET other.lock = 0
RETURN 'yes' AS told
