// One stream of news for each person: what they hear of and what was taken back, found by person and place in it.
CREATE CONSTRAINT notification_id FOR (n:Notification) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT notification_place FOR (n:Notification) REQUIRE (n.to, n.sequence) IS UNIQUE;
CREATE INDEX notification_about FOR (n:Notification) ON (n.about);
CREATE INDEX notification_invitation FOR (n:Notification) ON (n.invitation);
CREATE CONSTRAINT retraction_place FOR (r:Retraction) REQUIRE (r.to, r.sequence) IS UNIQUE;
