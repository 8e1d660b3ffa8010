"""Methods of recommending, one idea a module; importing this package registers all of them."""

from . import (
    affinity,
    auto,
    embeddings,
    factors,
    fusion,
    learned,
    neighbourhood,
    pagerank,
    paths,
    pixie,
    places,
    popularity,
    skills,
)

__all__ = [
    "affinity",
    "auto",
    "embeddings",
    "factors",
    "fusion",
    "learned",
    "neighbourhood",
    "pagerank",
    "paths",
    "pixie",
    "places",
    "popularity",
    "skills",
]
