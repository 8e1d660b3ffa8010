"""Ranks people: the contract of a recommender, the view it is fitted to, and the registry of all there are."""

from .contract import Reason, ReasonKind, Recommender, Suggestion
from .links import Links
from .ranking import Scored, Scores
from .registry import UnknownMethod, make, names, register
from .view import NetworkView

__all__ = [
    "Links",
    "NetworkView",
    "Reason",
    "ReasonKind",
    "Recommender",
    "Scored",
    "Scores",
    "Suggestion",
    "UnknownMethod",
    "make",
    "names",
    "register",
]
