"""A professional network for freelance marketplaces, on Neo4j and GraphQL."""
