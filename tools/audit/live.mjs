// Follows somebody's stream with an unmodified client, cut off every few entries, and prints what came as JSON.
// usage: node live.mjs ADDRESS TOKEN ws|sse COUNT CUT
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import WebSocket from "ws";

const [address, token, kind, count, cut] = process.argv.slice(2);
const authorization = `Bearer ${token}`;
const query = `subscription Events($after: Sequence) {
  events(after: $after) { sequence ... on Notification { subject { ... on Message { text } } } }
}`;

const clients = {
  ws: () =>
    createWsClient({
      url: address.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
    }),
  sse: () => createSseClient({ url: address, headers: { authorization }, retryAttempts: 0 }),
};

const came = [];
let connections = 0;
while (came.length < Number(count)) {
  const after = came.length ? came.at(-1).sequence : "0";
  const client = clients[kind]();
  connections += 1;
  let here = 0;
  for await (const { data, errors } of client.iterate({ query, variables: { after } })) {
    if (errors) throw new Error(JSON.stringify(errors));
    came.push({ sequence: data.events.sequence, text: data.events.subject.text });
    here += 1;
    if (here === Number(cut) || came.length === Number(count)) break;
  }
  await client.dispose();
}
console.log(JSON.stringify({ connections, came }));
process.exit(0);
