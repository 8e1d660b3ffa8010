"""The domain and its store: rules, queries and the one door to the database."""
