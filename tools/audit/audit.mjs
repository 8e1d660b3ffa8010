// Runs the audits of graphql-http against one address and prints their results as JSON.
// usage: node audit.mjs ADDRESS TOKEN
import { serverAudits } from "graphql-http";

const [address, token] = process.argv.slice(2);
const fetchFn = (url, init = {}) =>
  fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

const results = [];
for (const audit of serverAudits({ url: address, fetchFn })) {
  const { status, reason = "" } = await audit.fn();
  results.push({ id: audit.id, name: audit.name, status, reason });
}
console.log(JSON.stringify(results));
