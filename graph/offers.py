"""People by what they offer: a filter becomes the cheapest way through the graph that gives the same list."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from .finding import Matches, Nobody, Slice, Tally
from .model.people_filter import HIGHEST_LEVEL, PeopleFilter, Terms, levels, offer_key
from .model.people_order import FacetKind, Order, OrderField
from .model.ranked_list import Candidate
from .queries import query
from .store import Store

FEW_PEOPLE = 3_000
"""Up to so many, people are gathered by city or skill and sorted; beyond, an index is read until enough are found."""

FEW_CITIES = 1_000
"""Up to so many cities are gone to one by one."""

MOST_CITIES = 20_000
"""Cities of a place that are read; no circle of 1,000 km holds more."""


@dataclass(frozen=True, slots=True)
class Way:
    """From where people are gathered; without any of it an index is read along."""

    homes: tuple[str, ...] = ()
    """Cities."""
    skills: tuple[str, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    """Skills, each with a city."""
    min_level: int = 1

    @property
    def is_short(self) -> bool:
        """Whether it leads anywhere."""
        return bool(self.homes or self.skills or self.offered)

    @property
    def is_placed(self) -> bool:
        """Whether whoever is gathered lives where the filter says."""
        return bool(self.homes or self.offered)

    @property
    def parameters(self) -> dict[str, Any]:
        """What the queries that gather are asked with."""
        offered = [
            {"low": offer_key(skill, city, self.min_level), "high": offer_key(skill, city, HIGHEST_LEVEL + 1)}
            for skill, city in self.offered
        ]
        return {"homes": list(self.homes), "skills": list(self.skills), "offered": offered}


@dataclass(frozen=True, slots=True)
class Offered:
    """People who offer what a filter asks for."""

    conditions: dict[str, Any]
    """Parameters of the ``offers`` block."""
    way: Way
    order: Order
    is_begun_in_order = True

    @property
    def _settled(self) -> dict[str, Any]:
        """What need not be asked of people who are gathered by where they live."""
        return {"cities": [], "country": ""} if self.way.is_placed else {}

    async def candidates(self, store: Store, me: str, part: Slice) -> list[Candidate]:
        """Reads keys in the order of names, or of rates."""
        is_start = part.is_start and self.order.field is OrderField.CLOSENESS
        asked = {**self.conditions, "me": me, "low": part.first, "high": part.high, "limit": part.limit}
        if self.way.is_short:
            rows = await store.read(
                query("finding/gathered"),
                **asked | self._settled,
                **self.way.parameters,
                byRate=self.order.field is OrderField.HOURLY_RATE,
                forward=part.is_forward,
                isStart=is_start,
            )
        elif self.order.field is OrderField.HOURLY_RATE:
            way = query("finding/by_rate") if part.is_forward else query("finding/by_rate_backward")
            rows = await store.read(way, **asked)
        elif part.is_forward:
            rows = await store.read(query("finding/by_offer"), **asked, isStart=is_start)
        else:
            rows = await store.read(query("finding/by_offer_backward"), **asked)
        return [Candidate(**row) for row in rows]

    async def tally(self, store: Store, me: str, kinds: Collection[FacetKind], limit: int) -> Tally:
        """Counts the list."""
        asked = {**self.conditions, "me": me, "kinds": list(kinds), "limit": limit}
        if self.way.is_short:
            way = query("finding/tally_gathered")
            return Tally.of(await store.read(way, **asked | self._settled, **self.way.parameters))
        return Tally.of(await store.read(query("finding/tally_by_offer"), **asked))


async def by_offer(store: Store, wanted: PeopleFilter, order: Order) -> Matches:
    """Chooses what reads a filter: nobody where a word or a place names nothing."""
    terms = await _terms(store, wanted)
    any_skill = [skill for word in wanted.skills_any for skill in terms.skills.get(word, {})]
    all_skills = [list(terms.skills.get(word, {})) for word in wanted.skills_all]
    if (wanted.skills_any and not any_skill) or not all(all_skills) or (wanted.is_placed and not terms.cities):
        return Nobody()
    conditions = {
        "anySkill": [each for skill in any_skill for each in levels(skill, wanted.min_level)],
        "allSkills": [[each for skill in one for each in levels(skill, wanted.min_level)] for one in all_skills],
        "categories": list(wanted.categories),
        "cities": list(terms.cities) if wanted.city else [],
        "country": wanted.country,
        "currency": wanted.currency,
        "minRate": wanted.min_rate,
        "maxRate": wanted.max_rate,
        "minHours": wanted.min_hours,
    }
    return Offered(conditions, _way(wanted, terms), order)


def _way(wanted: PeopleFilter, terms: Terms) -> Way:
    """Returns what leads to the fewest people, where it leads to few; else nothing."""
    ways: list[tuple[int, Way]] = []
    cities = tuple(terms.cities) if wanted.is_placed and len(terms.cities) <= FEW_CITIES else ()
    if cities:
        ways.append((sum(terms.cities.values()), Way(homes=cities)))
    groups = [[word] for word in wanted.skills_all] + ([list(wanted.skills_any)] if wanted.skills_any else [])
    for group in groups:
        people = {skill: count for word in group for skill, count in terms.skills.get(word, {}).items()}
        ways.append((sum(people.values()), Way(skills=tuple(people))))
        if cities and len(cities) * len(people) <= FEW_CITIES:
            both = tuple((skill, city) for skill in people for city in cities)
            # Certainly no more than live there, and as a rule far fewer.
            ways.append((sum(terms.cities.values()) // 2, Way(offered=both, min_level=wanted.min_level)))
    few = [way for way in ways if way[0] <= FEW_PEOPLE]
    return min(few, key=lambda way: way[0])[1] if few else Way()


async def _terms(store: Store, wanted: PeopleFilter) -> Terms:
    """Reads what a filter names; nothing is read for one that names nothing."""
    if not wanted.words and not wanted.is_placed:
        return Terms({}, {})
    rows = await store.read(
        query("finding/terms"),
        words=list(wanted.words),
        center=wanted.city,
        metres=wanted.metres,
        country=wanted.country,
        most=MOST_CITIES,
    )
    terms = rows[0]["terms"]
    skills: dict[str, dict[str, int]] = {}
    for row in terms["skills"]:
        skills.setdefault(row["word"], {})[row["id"]] = row["people"]
    return Terms(skills, {row["id"]: row["people"] for row in terms["cities"]})
