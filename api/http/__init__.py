"""GraphQL over HTTP: what is read from a request, what an answer looks like, and the one endpoint between them."""
