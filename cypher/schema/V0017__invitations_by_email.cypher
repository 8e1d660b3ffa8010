// Invitations by e-mail, what is still to be done about them, and who is never to be written to: found by keyed hashes.
CREATE CONSTRAINT email_invitation_id FOR (m:EmailInvitation) REQUIRE m.id IS UNIQUE;
CREATE CONSTRAINT email_invitation_token FOR (m:EmailInvitation) REQUIRE m.token IS UNIQUE;
CREATE INDEX email_invitation_sender FOR (m:EmailInvitation) ON (m.sender, m.sentAt);
CREATE INDEX email_invitation_address FOR (m:EmailInvitation) ON (m.address, m.sentAt);
CREATE INDEX email_invitation_mailbox FOR (m:EmailInvitation) ON (m.mailbox, m.mailedAt);
CREATE INDEX email_invitation_mailed FOR (m:EmailInvitation) ON (m.mailedAt);
CREATE INDEX email_invitation_sealed FOR (m:EmailInvitation) ON (m.sealedUntil);
CREATE CONSTRAINT errand_id FOR (e:Errand) REQUIRE e.id IS UNIQUE;
CREATE INDEX errand_due FOR (e:Errand) ON (e.stage, e.dueAt);
CREATE INDEX errand_about FOR (e:Errand) ON (e.about);
CREATE CONSTRAINT opt_out_mailbox FOR (o:OptOut) REQUIRE o.mailbox IS UNIQUE;
