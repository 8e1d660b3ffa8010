"""The network around one person, as far as they may see it: who is there, what a team needs to know, and the ties."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from .errors import NotAFreelancer
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


async def ego_network(store: Store, *, me: str, radius: int, skills: Sequence[str]) -> EgoNetwork:
    """Returns the network around a freelancer within ``radius`` connections.

    Args:
        store: the database.
        me: the freelancer.
        radius: 1 or 2.
        skills: which skills are of interest.

    Raises:
        NotAFreelancer: ``me`` is a client.
    """
    rows = await store.read(query("teams/ego"), me=me, radius=radius, skills=list(skills))
    if not rows:
        raise NotAFreelancer
    return _shaped(rows[0])


def _shaped(row: Row) -> EgoNetwork:
    ids: list[str] = row["ids"]
    private = set[str](row["private"])
    levels, rates = defaultdict[int, dict[str, int]](dict), dict[int, tuple[int | None, str | None]]()
    for at, skill, level, rate, currency in row["holders"]:
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
        for at, (who, hours, zone) in enumerate(zip(ids, row["hours"], row["zones"], strict=True))
    ]
    place = {who: at for at, who in enumerate(ids)}
    other = [place[each] for each in row["other"]]
    return EgoNetwork(people, EgoLinks(row["one"], other, row["since"], row["jobs"], row["last"]))
