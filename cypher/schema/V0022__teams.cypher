// Teams, and the belt under their locks: one membership of a person in a team.
CREATE CONSTRAINT team_id FOR (t:Team) REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT membership_key FOR ()-[m:MEMBER_OF]-() REQUIRE m.key IS UNIQUE;
CREATE INDEX proposal_of_team FOR ()-[p:PROPOSED_FOR]-() ON (p.team);
