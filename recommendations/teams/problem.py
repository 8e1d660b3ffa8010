"""What a team is wanted for: the leader, the people around, the seats of the job and its limits.

All quantities are exact: money and hours are decimals, tie lengths and minutes are integers. Which of the people are in
the pool, how far apart they are and what a team is worth follows from a problem alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import floor
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from .windows import Window

if TYPE_CHECKING:
    from .crowd import Crowd


class Objective(StrEnum):
    """What a team is best at before all else."""

    COST = "COST"
    SKILL = "SKILL"
    TRUST = "TRUST"


class Person(NamedTuple):
    """Somebody around the leader.

    Attributes:
        id: Who; ids compare as text.
        skills: Level of each skill held.
        rate: US dollars an hour; without one a person fills no seat.
        hours: Hours a week; without any a person is outside the pool.
        window: The working day in UTC; without one a person shares no hours with anybody.
        is_private: Whether the profile is private: in the pool only when connected to the leader, and never passed on
            the way from one person to another.
        is_active: Whether the account is.
    """

    id: str
    skills: Mapping[str, int] = MappingProxyType({})
    rate: Decimal | None = None
    hours: Decimal | None = None
    window: Window | None = None
    is_private: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Tie:
    """A connection of two people, ``strength`` from 0 to 1."""

    one: str
    other: str
    strength: float

    @property
    def length(self) -> int:
        """How far apart the two are, 1 to 100; halves round up."""
        return tie_length(self.strength)


def tie_length(strength: float) -> int:
    """Returns the length of a tie, ``1 + round(99 (1 - strength))``; halves round up."""
    return 1 + floor(99 * (1 - strength) + 0.5)


@dataclass(frozen=True, slots=True)
class Ties:
    """Connections as columns: rows of both people in ``Problem.people``, and lengths."""

    one: npt.NDArray[np.int32]
    other: npt.NDArray[np.int32]
    length: npt.NDArray[np.int32]

    @classmethod
    def between(cls, people: Sequence[Person], ties: Iterable[Tie]) -> Self:
        """Puts ties in columns; those of people who are not named are left out."""
        row = {person.id: at for at, person in enumerate(people)}
        kept = [(row[tie.one], row[tie.other], tie.length) for tie in ties if tie.one in row and tie.other in row]
        columns = np.array(kept, np.int32).reshape(-1, 3)
        return cls(*(np.ascontiguousarray(column) for column in columns.T))


@dataclass(frozen=True, slots=True)
class Need:
    """A skill the job requires: ``seats`` different people of at least ``level``, ``hours`` a week each."""

    skill: str
    level: int = 1
    seats: int = 1
    hours: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Wish:
    """A skill that counts ``weight`` once if any member holds it at ``level``; it takes no seat, hours or cost."""

    skill: str
    weight: Decimal
    level: int = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What every team must keep to; what is left out limits nothing.

    Attributes:
        budget: US dollars a week.
        size: Most people, the leader included.
        overlap: Minutes a day that every pair of members shares.
        include: People who must be in.
        exclude: People who must be out.
        radius: How many connections from the leader to look, 1 or 2.
    """

    budget: Decimal | None = None
    size: int | None = None
    overlap: int = 0
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    radius: int = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """A leader with the people and ties around, and the job.

    Attributes:
        leader: Who looks for a team.
        people: Everybody who may matter, the leader among them, each id once.
        ties: Their connections; of a pair that is named twice the shortest counts.
        blocks: Pairs of which one blocks the other, in any order.
        needs: Seats, each skill once.
        wishes: Optional skills, each once.
        limits: What every team keeps to.
        objective: What comes first.
        crowd: The people as columns, where somebody has worked that out already.
    """

    leader: str
    people: tuple[Person, ...]
    ties: Ties
    needs: tuple[Need, ...]
    blocks: frozenset[tuple[str, str]] = frozenset()
    wishes: tuple[Wish, ...] = ()
    limits: Limits = Limits()
    objective: Objective = Objective.TRUST
    crowd: "Crowd | None" = field(default=None, compare=False, repr=False)
