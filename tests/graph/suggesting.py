"""The query files behind suggestions, for the catalogue: what each returns, which write."""

PERSON_NOW = ["id", "isFindable", "joinedDay", "city", "country", "connections", "worked", "skills", "categories"]
COLUMNS = {
    "recommend/barred": ["excluded", "blocked", "shown", "seed"],
    "recommend/dismiss": ["event"],
    "recommend/clock": ["recordedMs"],
    "recommend/happened": ["id", "kind", "a", "b", "recordedMs"],
    "recommend/location": ["id", "score", "away", "city"],
    "recommend/log_slate": ["id"],
    "recommend/network": ["id", "score", "shared"],
    "recommend/newcomers": ["id", "joinedAt"],
    "recommend/people": PERSON_NOW,
    "recommend/people_by_ids": PERSON_NOW,
    "recommend/places": ["id", "latitude", "longitude"],
    "recommend/popular_in_city": ["id", "score", "degree"],
    "recommend/popular_in_skill": ["id", "score", "shared"],
    "recommend/serve_slate": ["slate"],
    "recommend/shared_connections": ["id", "score", "shared"],
    "recommend/skills": ["id", "score", "shared"],
    "recommend/suggested": ["place", "person", "reasons"],
    "recommend/three_steps": ["id", "score", "before"],
}
WRITING = {"recommend/dismiss", "recommend/log_slate", "recommend/serve_slate"}
# Words that no node or relationship bears before somebody was suggested anybody.
LATER = ("DISMISSED", "Slate", "viewer", "candidates", "served", "surface", "complements", "seed")
