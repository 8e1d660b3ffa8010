// What my own account says, for nobody's eyes but mine.
// :param me => 'FL_0000000000000000'
MATCH (me:Freelancer {id: $me})
RETURN {
  visibility: me.visibility, segments: coalesce(me.segments, []),
  dismissedTooltips: coalesce(me.dismissedTooltips, []), mutedKinds: coalesce(me.mutedKinds, [])
} AS account
