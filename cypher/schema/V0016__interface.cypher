// What people let be measured of the screen: found by time for the funnel, and by person for erasure.
CREATE CONSTRAINT interface_event_id FOR (i:InterfaceEvent) REQUIRE i.id IS UNIQUE;
CREATE INDEX interface_event_at FOR (i:InterfaceEvent) ON (i.at);
CREATE INDEX interface_event_person FOR (i:InterfaceEvent) ON (i.person);
CREATE INDEX interface_event_about FOR (i:InterfaceEvent) ON (i.about);
CREATE INDEX event_kind_at FOR (e:Event) ON (e.kind, e.at);
