"""Delivery: the GraphQL API, the command line and what they are composed of."""
