"""The network at one moment, as arrays that nobody changes: what every recommender is fitted to.

People are rows in the order of their ids, so the lower row wins a tie. Only people who can be found (active and public)
stand among anybody's connections: a private person leaves no trace in degrees, paths or witnesses, for anyone (R24).
Whoever cannot be found still has a row of their own, because they too are suggested people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from .arrays import Index, Mask, Real, narrowed
from .joint_work import JointWork
from .links import Links

UNKNOWN = -1
"""Row of a city or country that is not known."""

LAST_DAY = int(np.iinfo(np.uint16).max)
"""The last day since 1970 that 16 bits count to."""

WITH_UNKNOWN = (np.int8, np.int16, np.int32)
"""Types of the rows of cities and countries."""

NOBODY: Index = np.empty(0, np.int32)

USUAL_SKILLS = 30
"""So many of the most frequent skills of a category are the usual ones in it."""


@dataclass(frozen=True, eq=False)
class NetworkView:
    """People, what they tell about themselves, and their connections.

    Attributes:
        ids: everybody's id in ascending order, as ASCII or UTF-8 bytes.
        connections: of each person those who can be found, mutual among people who can be found.
        since: days since 1970 on which each connection began, one for each entry of ``connections``; None where
            no method needs them.
        is_findable: who is active and public.
        skills: of each person; the id of each skill stands in ``skill_ids``.
        categories: of each person; ids in ``category_ids``.
        city: row in ``city_ids`` of each person, ``UNKNOWN`` where none.
        country: row in ``country_ids`` of each person, ``UNKNOWN`` where none.
        city_points: latitude and longitude of each city in degrees, shape (cities, 2).
        joined: day on which each person joined, 0 where not known.
        excluded: of each person those never suggested to them: pending, dismissed or declined by them.
        blocked: of each person those blocked in either direction, who do not exist for them.
        day: the present day, for what is new.
        worked: jobs that people who are connected completed together; None where that is not known.
    """

    ids: npt.NDArray[np.bytes_]
    connections: Links
    since: npt.NDArray[np.uint16] | None
    is_findable: Mask
    skills: Links
    categories: Links
    city: Index
    country: Index
    joined: Index
    excluded: Links
    blocked: Links
    skill_ids: tuple[str, ...] = ()
    category_ids: tuple[str, ...] = ()
    city_ids: tuple[str, ...] = ()
    country_ids: tuple[str, ...] = ()
    city_points: Real = field(default_factory=lambda: np.empty((0, 2)))
    day: int = 0
    worked: JointWork | None = None

    def __post_init__(self) -> None:
        # However a view is made, names are few beside people: their rows take as many bits as there are names for.
        narrow = {
            "skills": self.skills.narrow(len(self.skill_ids)),
            "categories": self.categories.narrow(len(self.category_ids)),
            "city": narrowed(self.city, len(self.city_ids), WITH_UNKNOWN),
            "country": narrowed(self.country, len(self.country_ids), WITH_UNKNOWN),
            "joined": _days(self.joined),
        }
        for name, column in narrow.items():
            object.__setattr__(self, name, column)

    @classmethod
    def of(
        cls,
        ids: Sequence[str],
        connections: Iterable[tuple[str, str]] = (),
        *,
        since: Sequence[int] | None = None,
        worked: Iterable[tuple[str, str, int]] | None = None,
        hidden: Iterable[str] = (),
        skills: Iterable[tuple[str, str]] = (),
        categories: Iterable[tuple[str, str]] = (),
        cities: dict[str, tuple[str, str]] | None = None,
        points: dict[str, tuple[float, float]] | None = None,
        joined: dict[str, int] | None = None,
        excluded: Iterable[tuple[str, str]] = (),
        blocked: Iterable[tuple[str, str]] = (),
        day: int = 0,
    ) -> Self:
        """Makes a view of plain values, for experiments and tests.

        Args:
            ids: everybody.
            connections: pairs of ids, each once.
            since: the day of each connection.
            worked: pairs of people and how many jobs they completed together.
            hidden: who is private or deactivated.
            skills: pairs of a person and a skill.
            categories: pairs of a person and a category.
            cities: city and country of people.
            points: latitude and longitude of cities.
            joined: day on which people joined.
            excluded: pairs of a person and somebody never to be suggested to them.
            blocked: pairs in either direction.
            day: the present day.
        """
        order = np.unique(np.array([each.encode() for each in ids], dtype=np.bytes_))
        at = {each.decode(): row for row, each in enumerate(order.tolist())}
        count = len(order)
        shown = np.ones(count, np.bool_)
        shown[[at[each] for each in hidden]] = False
        pairs = np.array([(at[a], at[b]) for a, b in connections], np.int64).reshape(-1, 2)
        days = None if since is None else np.asarray(since, np.uint16)
        links, when = connected(pairs, days, shown)
        done = None
        if worked is not None:
            told = [(at[one], at[other], jobs) for one, other, jobs in worked]
            done = JointWork.none(count).told_anew(np.ones(count, np.bool_), told, links)
        known = cities or {}
        city_ids = sorted({city for city, _ in known.values()})
        country_ids = sorted({country for _, country in known.values()})
        skill_links, skill_ids = _named(skills, at, count)
        category_links, category_ids = _named(categories, at, count)
        barred = np.array([(at[a], at[b]) for a, b in excluded], np.int64).reshape(-1, 2)
        walls = np.array([(at[a], at[b]) for a, b in blocked], np.int64).reshape(-1, 2)
        city, country = np.full(count, UNKNOWN, np.int32), np.full(count, UNKNOWN, np.int32)
        for person, (town, land) in known.items():
            city[at[person]], country[at[person]] = city_ids.index(town), country_ids.index(land)
        since_when = np.zeros(count, np.int32)
        for person, joined_on in (joined or {}).items():
            since_when[at[person]] = joined_on
        return cls(
            ids=order,
            connections=links,
            since=when,
            is_findable=shown,
            skills=skill_links,
            categories=category_links,
            city=city,
            country=country,
            joined=since_when,
            excluded=Links.of(barred[:, 0], barred[:, 1], count),
            blocked=Links.of(np.r_[walls[:, 0], walls[:, 1]], np.r_[walls[:, 1], walls[:, 0]], count),
            skill_ids=skill_ids,
            category_ids=category_ids,
            city_ids=tuple(city_ids),
            country_ids=tuple(country_ids),
            city_points=np.array([(points or {}).get(each, (0.0, 0.0)) for each in city_ids]).reshape(-1, 2),
            day=day,
            worked=done,
        )

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, person: str) -> int | None:
        """Returns the row of a person, None for somebody unknown."""
        wanted = person.encode()
        place = int(np.searchsorted(self.ids, wanted))
        return place if place < len(self.ids) and self.ids[place] == wanted else None

    def rows(self, people: Iterable[str]) -> Index:
        """Returns the row of each of many people, ``UNKNOWN`` for whoever is."""
        wanted = np.array([each.encode() for each in people], np.bytes_)
        if not len(self):
            return np.full(len(wanted), UNKNOWN, np.int32)
        places = np.minimum(np.searchsorted(self.ids, wanted), len(self) - 1)
        return np.where(self.ids[places] == wanted, places, UNKNOWN).astype(np.int32)

    def id(self, row: int) -> str:
        """Returns the id of a row."""
        return bytes(self.ids[row]).decode()

    @property
    def degrees(self) -> Real:
        """How many connections that can be found each person has."""
        return self.connections.counts

    @cached_property
    def holders(self) -> Links:
        """Of each skill, who that can be found has it."""
        return self._owners(self.skills, len(self.skill_ids))

    @cached_property
    def workers(self) -> Links:
        """Of each category, who that can be found works in it."""
        return self._owners(self.categories, len(self.category_ids))

    @cached_property
    def residents(self) -> Links:
        """Of each city, who that can be found lives there."""
        here = np.flatnonzero((self.city >= 0) & self.is_findable)
        return Links.of(self.city[here], here, len(self.city_ids))

    @cached_property
    def skills_by_category(self) -> tuple[Links, Index]:
        """Of each category the skills of who works in it and can be found, and how many have each."""
        each = [self._skills_of(category) for category in range(len(self.category_ids))]
        starts = np.cumsum([0, *(len(skills) for skills, _ in each)])
        links = Links(starts, np.concatenate([NOBODY, *(skills for skills, _ in each)]))
        return links, np.concatenate([NOBODY, *(counts for _, counts in each)])

    def usual(self, category: int, gone: Index = NOBODY) -> Index:
        """Returns the usual skills of one category, ascending, as if ``gone`` could not be found."""
        links, many = self.skills_by_category
        known, counts = links[category], many[links.starts[category] : links.starts[category + 1]].copy()
        for person in gone[self.workers.has(np.full(len(gone), category, np.int32), gone)].tolist():
            counts[np.searchsorted(known, self.skills[person])] -= 1
        known, counts = known[counts > 0], counts[counts > 0]
        return np.sort(known[np.lexsort((known, -counts))[:USUAL_SKILLS]]).astype(np.int32)

    def _skills_of(self, category: int) -> tuple[Index, Index]:
        counts = np.bincount(self.skills.of_rows(self.workers[category]).others, minlength=len(self.skill_ids))
        known = np.flatnonzero(counts)
        return known.astype(np.int32), counts[known].astype(np.int32)

    def _owners(self, links: Links, names: int) -> Links:
        rows = links.rows
        seen = self.is_findable[rows]
        return Links.of(links.others[seen], rows[seen], names)

    def findable(self, rows: Index) -> Index:
        """Returns those of these people who can be found, in their order."""
        return rows[self.is_findable[rows]]

    def barred(self, row: int) -> Index:
        """Returns whom this person is never suggested: oneself, connected, excluded and blocked people."""
        return np.concatenate(
            [np.array([row], np.int32), self.connections[row], self.excluded[row], self.blocked[row]], dtype=np.int32
        )

    def seen_by(self, row: int) -> "NetworkView":
        """Returns the network as it is for one person: people blocked in either direction do not exist."""
        return self.without(self.blocked[row])

    def without(self, gone: Index) -> "NetworkView":
        """Returns the network as if these people could not be found."""
        if not len(gone):
            return self
        shown = self.is_findable.copy()
        shown[gone] = False
        keep = shown[self.connections.others]
        connections = self.connections.kept(keep)
        return replace(
            self,
            connections=connections,
            worked=self.worked.among(connections) if self.worked is not None else None,
            since=self.since[keep] if self.since is not None else None,
            is_findable=shown,
        )


def connected(
    pairs: npt.NDArray[np.int64], days: npt.NDArray[np.uint16] | None, shown: Mask
) -> tuple[Links, npt.NDArray[np.uint16] | None]:
    """Makes the connections of a view: both directions of each pair, towards people who can be found only.

    Args:
        pairs: rows, each pair once, shape (pairs, 2).
        days: the day of each, or None.
        shown: who can be found.
    """
    rows, others = np.r_[pairs[:, 0], pairs[:, 1]], np.r_[pairs[:, 1], pairs[:, 0]]
    keep = shown[others] & (rows != others)
    links = Links.of(rows[keep], others[keep], len(shown))
    if days is None:
        return links, None
    order = np.lexsort((others[keep], rows[keep]))
    return links, np.r_[days, days][keep][order]


def _days(days: Index) -> Index:
    """Returns days since 1970 in 16 bits, which reach to 2149; as they are where one lies before or beyond."""
    is_within = days.dtype == np.uint16 or (days.min(initial=0) >= 0 and days.max(initial=0) <= LAST_DAY)
    return days.astype(np.uint16, copy=False) if is_within else days


def _named(pairs: Iterable[tuple[str, str]], at: dict[str, int], count: int) -> tuple[Links, tuple[str, ...]]:
    listed = list(pairs)
    names = sorted({name for _, name in listed})
    place = {name: row for row, name in enumerate(names)}
    links = Links.of([at[person] for person, _ in listed], [place[name] for _, name in listed], count)
    return links, tuple(names)
