"""What a recommender is: four verbs, one shape of suggestion, and reasons that rest on what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self, runtime_checkable

from .view import NetworkView


class ReasonKind(StrEnum):
    """Why somebody is suggested, in the order in which reasons are told."""

    SHARED_CONNECTIONS = "SHARED_CONNECTIONS"
    SHARED_SKILLS = "SHARED_SKILLS"
    COMPLEMENTARY_SKILLS = "COMPLEMENTARY_SKILLS"
    SAME_CITY = "SAME_CITY"
    SAME_CATEGORY = "SAME_CATEGORY"
    SAME_COUNTRY = "SAME_COUNTRY"
    NEWCOMER = "NEWCOMER"
    WELL_CONNECTED = "WELL_CONNECTED"
    """Nothing in common is known; the person is known to many. Said by the library only, never by the API."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: how many things support it, and up to three of them by id."""

    kind: ReasonKind
    count: int
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody suggested: the score orders one slate and means nothing outside it."""

    person: str
    score: float
    reasons: tuple[Reason, ...]


@runtime_checkable
class Recommender(Protocol):
    """Anything that suggests people; see docs/recommenders.md for how to write one in ten minutes.

    Whoever implements it promises: never oneself, nor anybody private, blocked, pending, connected or dismissed; at
    least one reason for each suggestion; equal scores in the order of ids; the same answer for the same view.
    """

    @property
    def name(self) -> str:
        """What it is called in the registry, in leaderboards and in the log of slates."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same view gives other suggestions."""
        ...

    def fit(self, view: NetworkView) -> Self:
        """Learns what it needs of a network; fitting again replaces what was learned."""
        ...

    def recommend(self, who: str, k: int) -> Sequence[Suggestion]:
        """Returns at most ``k`` suggestions for a person, best first; none for somebody unknown."""
        ...
