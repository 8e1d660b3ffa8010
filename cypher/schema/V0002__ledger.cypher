// The ledger: one event for one id and for one operation, found by person, pair, invitation and time of recording.
CREATE CONSTRAINT event_id FOR (e:Event) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT event_operation FOR (e:Event) REQUIRE e.operation IS UNIQUE;
CREATE INDEX event_actor FOR (e:Event) ON (e.a, e.at);
CREATE INDEX event_other FOR (e:Event) ON (e.b, e.at);
CREATE INDEX event_pair FOR (e:Event) ON (e.pair);
CREATE INDEX event_invitation FOR (e:Event) ON (e.invitation);
CREATE INDEX event_recorded FOR (e:Event) ON (e.recordedAt);
