// What grows with every message is not walked: facts of a pair by their kind, questions of a team by whom they ask.
// And slates of whoever stays away are found when they are old.
CREATE INDEX event_pair_kind FOR (e:Event) ON (e.pair, e.kind);
CREATE INDEX notification_of_team FOR (n:Notification) ON (n.team, n.to);
CREATE INDEX slate_at FOR (s:Slate) ON (s.at);
