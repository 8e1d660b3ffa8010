// Conversations by id and by pair, messages by id and by their place in a conversation.
CREATE CONSTRAINT conversation_id FOR (t:Conversation) REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT conversation_pair FOR (t:Conversation) REQUIRE t.pair IS UNIQUE;
CREATE CONSTRAINT message_id FOR (m:Message) REQUIRE m.id IS UNIQUE;
CREATE CONSTRAINT message_place FOR (m:Message) REQUIRE (m.conversation, m.number) IS UNIQUE;
CREATE INDEX event_message FOR (e:Event) ON (e.message);
