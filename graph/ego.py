"""The network around one person, as far as they may see it: who is there, what a team needs to know, and the ties."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from .errors import NotAFreelancer
from .model.workday import MINUTES, starts
from .queries import query
from .store import Row, Store

BLOCK = -1
"""What stands for the moment since when two are connected where one blocks the other."""


class Around(NamedTuple):
    """Somebody in the network around a person, that person included.

    Attributes:
        id: Who.
        rate_minor: Asking rate an hour in minor units of ``currency``, told of those who hold a skill asked about.
        currency: Of the rate.
        hours: Hours a week on offer.
        time_zone: Where the working day lies.
        is_private: Whether the profile is private.
        levels: Level of each skill asked about.
    """

    id: str
    rate_minor: int | None
    currency: str | None
    hours: float | None
    time_zone: str | None
    is_private: bool
    levels: dict[str, int]


class EgoLinks(NamedTuple):
    """Connections and blocks among people as columns, each once.

    Attributes:
        one: Place of the one among the people; whoever blocks, of a block.
        other: Place of the other.
        since: Since when in seconds, ``BLOCK`` for a block.
        jobs: Jobs done together.
        last: When the last of those was completed, in seconds, -1 where there is none.
    """

    one: Sequence[int]
    other: Sequence[int]
    since: Sequence[int]
    jobs: Sequence[int]
    last: Sequence[int]


class EgoNetwork(NamedTuple):
    """Everybody around a person, that person first, and what is between them."""

    people: Sequence[Around]
    links: EgoLinks


class SharedHours(NamedTuple):
    """How many minutes of the working day people share on some day."""

    minutes: int
    day: date


async def ego_network(
    store: Store, *, me: str, radius: int, skills: Sequence[str], sharing: SharedHours | None = None
) -> EgoNetwork:
    """Returns the network around a freelancer within ``radius`` connections.

    Args:
        store: the database.
        me: the freelancer.
        radius: 1 or 2.
        skills: which skills are of interest.
        sharing: leaves out whoever is known to share less of the working day with them, and whoever is reached through
            such people alone.

    Raises:
        NotAFreelancer: ``me`` is a client.
    """
    days: Mapping[str, int] = {}
    minutes = sharing.minutes if sharing else 0
    if sharing and minutes > 0:
        days = await asyncio.to_thread(starts, sharing.day)
    rows = await store.read(
        query("teams/ego"), me=me, radius=radius, skills=list(skills), days=days, within=MINUTES - minutes
    )
    if not rows:
        raise NotAFreelancer
    return _shaped(sorted(rows, key=itemgetter("first")))


def _shaped(rows: Sequence[Row]) -> EgoNetwork:
    ids: list[str] = _whole(rows, "ids")
    private = set[str](_whole(rows, "private"))
    levels, rates = defaultdict[int, dict[str, int]](dict), dict[int, tuple[int | None, str | None]]()
    for at, skill, level, rate, currency in _whole(rows, "holders"):
        levels[at][skill] = level
        rates[at] = (rate, currency)
    nothing, no_rate = dict[str, int](), (None, None)
    people = [
        Around(
            who,
            *rates.get(at, no_rate),
            hours if hours > 0 else None,
            zone or None,
            who in private,
            levels.get(at, nothing),
        )
        for at, (who, hours, zone) in enumerate(zip(ids, _whole(rows, "hours"), _whole(rows, "zones"), strict=True))
    ]
    place = {who: at for at, who in enumerate(ids)}
    other = [place[each] for each in _whole(rows, "other")]
    one, since, jobs, last = (_whole(rows, column) for column in ("one", "since", "jobs", "last"))
    return EgoNetwork(people, EgoLinks(one, other, since, jobs, last))


def _whole(rows: Sequence[Row], column: str) -> list[Any]:
    """Returns a column of all blocks."""
    return rows[0][column] if len(rows) == 1 else [each for row in rows for each in row[column]]
