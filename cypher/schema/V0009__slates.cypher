// Slates of suggestions: one by its id, those of one viewer by time, and people by when they joined.
CREATE CONSTRAINT slate_id FOR (s:Slate) REQUIRE s.id IS UNIQUE;
CREATE INDEX slate_viewer FOR (s:Slate) ON (s.viewer, s.at);
CREATE INDEX freelancer_by_joining FOR (f:Freelancer) ON (f.status, f.visibility, f.joinedAt);
