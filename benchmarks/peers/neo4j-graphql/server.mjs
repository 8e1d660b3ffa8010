// The peer: what @neo4j/graphql makes of schema.graphql, served by graphql-yoga as its manual shows.
// No sign-in, no rule of visibility, no signed cursors: it does less for each request than Confrere does.
// usage: NEO4J_URI=bolt://… NEO4J_PASSWORD=… node server.mjs PORT   (0 takes a free one; the port is printed)

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const { NEO4J_URI, NEO4J_USERNAME = "neo4j", NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD));
const typeDefs = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({ schema, graphiql: false, logging: false, maskedErrors: false });
const server = createServer(yoga);
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => console.log(server.address().port));
process.on("SIGTERM", () => process.exit(0));
