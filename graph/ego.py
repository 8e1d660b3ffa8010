"""The network around one person, as far as they may see it: who is there, what a team needs to know, and the ties."""

from collections.abc import Sequence
from typing import NamedTuple

from .queries import query
from .store import Store


class Around(NamedTuple):
    """Somebody in the network around a person, that person included.

    Attributes:
        id: Who.
        rate_minor: Asking rate an hour in minor units of ``currency``.
        hours: Hours a week on offer.
        time_zone: Where the working day lies.
        is_private: Whether the profile is private.
        levels: Level of each skill asked about.
        ties: Connections to and blocks of others around, each stored with one of its two.
    """

    id: str
    rate_minor: int | None
    currency: str | None
    hours: float | None
    time_zone: str | None
    is_private: bool
    levels: dict[str, int]
    ties: Sequence["Link"]


Link = tuple[str, int | None, int | None, int | None]
"""The other person, since when in seconds (None for a block), jobs done together, and when the last was completed."""


async def around(store: Store, *, me: str, radius: int, skills: Sequence[str]) -> list[Around]:
    """Returns everybody around a freelancer within ``radius`` connections, the freelancer first; nobody for a client.

    Args:
        store: the database.
        me: the freelancer.
        radius: 1 or 2.
        skills: which skills are of interest.
    """
    rows = await store.read(query("teams/ego"), me=me, radius=radius, skills=list(skills))
    return [
        Around(who, rate, currency, hours, zone, visibility == "PRIVATE", dict(levels), ties)
        for row in rows
        for who, rate, currency, hours, zone, visibility, levels, ties in row["people"]
    ]
