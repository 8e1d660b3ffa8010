// Jobs, and the belts under their locks: one invite, one proposal and one referral of a person for a job.
CREATE CONSTRAINT job_id FOR (j:Job) REQUIRE j.id IS UNIQUE;
CREATE CONSTRAINT job_invite_key FOR ()-[i:INVITED_TO]-() REQUIRE i.key IS UNIQUE;
CREATE CONSTRAINT proposal_id FOR ()-[p:PROPOSED_FOR]-() REQUIRE p.id IS UNIQUE;
CREATE CONSTRAINT proposal_key FOR ()-[p:PROPOSED_FOR]-() REQUIRE p.key IS UNIQUE;
CREATE CONSTRAINT referral_id FOR ()-[r:REFERRED]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT referral_giver FOR ()-[r:REFERRED]-() REQUIRE r.giverKey IS UNIQUE;
CREATE CONSTRAINT referral_candidate FOR ()-[r:REFERRED]-() REQUIRE r.candidateKey IS UNIQUE;
CREATE INDEX job_posted FOR (j:Job) ON (j.postedAt);
