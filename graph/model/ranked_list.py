"""A list whose closest entries come first, and where in it a page goes on.

How close people are changes while somebody reads: a connection made between two pages could move a person from a page
not yet read to one read already. So closeness is judged once, when a list is begun. The closest become its head, in a
fixed order that every cursor of the list carries; everyone else follows in the order of keys, which no act of others
changes. Whoever can be found all the while stands on exactly one page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .name_query import AFTER_ALL

POOL: Final = 160
"""Matches whose closeness is judged when a list is begun, the first in the order of keys: more than a page can hold."""

HEAD: Final = 40
"""The closest of them, which come first; ten bytes of each are in every cursor."""

NAMESAKES: Final = 56
"""Of those a name finds, whose closeness is judged: up to HEAD of my city, of my country, and the first of all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who matches, and how close they are to the viewer."""

    key: str
    """Places of the list: what it is sorted by, a tab, the id."""
    common: int = 0
    """Connections in common."""
    distance: int = 0
    """0 in the same city, 1 in the same country, 2 elsewhere."""

    @property
    def id(self) -> str:
        """Whose key it is."""
        return id_of(self.key)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an edge stands: at a place of the head, or behind it with a key."""

    head: tuple[str, ...]
    place: int
    key: str = ""

    @property
    def is_in_head(self) -> bool:
        """Whether it is one of the closest."""
        return self.place < len(self.head)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a list between two spots: some of the head, and the keys behind it."""

    head: tuple[str, ...]
    first: int
    """Place of the first entry of the head in it."""
    last: int
    """Place after the last."""
    low: str
    """Keys behind the head come after this one."""
    high: str
    """And before this one; nothing when that is not after ``low``."""


def id_of(key: str) -> str:
    r"""Returns the id at the end of a key.

    >>> id_of("ana p\tFL_0000000000000001")
    'FL_0000000000000001'
    """
    return key.rpartition("\t")[2]


def closest(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Chooses the head: most connections in common first, then nearest, then by key."""
    ranked = sorted(candidates, key=lambda each: (-each.common, each.distance, each.key))
    return tuple(each.id for each in ranked[:HEAD])


def stretch(head: tuple[str, ...], after: Spot | None, before: Spot | None) -> Stretch:
    """Returns what lies between two spots, the whole list without them."""
    first = 0 if after is None else min(after.place + 1, len(head))
    last = len(head) if before is None else min(before.place, len(head))
    low = "" if after is None or after.is_in_head else after.key
    high = AFTER_ALL if before is None else "" if before.is_in_head else before.key
    return Stretch(head, first, last, low, high)


def spot_of(head: Sequence[str], places: dict[str, int], keys: dict[str, str], person: str) -> Spot:
    """Returns where somebody stands, by their place in the head or by their key behind it."""
    place = places.get(person, len(head))
    return Spot(tuple(head), place, "" if person in places else keys[person])
