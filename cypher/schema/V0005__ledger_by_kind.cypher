// What happened to one person's account, such as its deactivation, without reading all that the person did.
CREATE INDEX event_kind FOR (e:Event) ON (e.kind, e.a);
