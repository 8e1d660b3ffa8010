"""Methods of recommending, one idea a module; importing this package registers all of them."""

from . import embeddings, factors, neighbourhood, pagerank, paths, pixie, places, popularity, skills

__all__ = [
    "embeddings",
    "factors",
    "neighbourhood",
    "pagerank",
    "paths",
    "pixie",
    "places",
    "popularity",
    "skills",
]
