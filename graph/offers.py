"""People by what they offer: a filter becomes the cheapest way through the graph that gives the same list."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from .finding import Matches, Nobody, Slice, Tally
from .model.people_filter import PeopleFilter, Terms, levels
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
class Offered:
    """People who offer what a filter asks for."""

    conditions: dict[str, Any]
    """Parameters of the ``offers`` block."""
    homes: tuple[str, ...]
    skills: tuple[str, ...]
    """From where people are gathered; without both an index is read."""
    order: Order

    async def candidates(self, store: Store, me: str, part: Slice) -> list[Candidate]:
        """Reads keys in the order of names, or of rates."""
        is_start = part.is_start and self.order.field is OrderField.CLOSENESS
        asked = {**self.conditions, "me": me, "low": part.first, "high": part.high, "limit": part.limit}
        if self.homes or self.skills:
            rows = await store.read(
                query("finding/gathered"),
                **asked,
                homes=list(self.homes),
                skills=list(self.skills),
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
        if self.homes or self.skills:
            way = query("finding/tally_gathered")
            return Tally.of(await store.read(way, **asked, homes=list(self.homes), skills=list(self.skills)))
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
    homes, skills = _way(wanted, terms)
    return Offered(conditions, homes, skills, order)


def _way(wanted: PeopleFilter, terms: Terms) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the cities or the skills with the fewest people, where they are few; else nothing."""
    ways: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = []
    if wanted.is_placed and len(terms.cities) <= FEW_CITIES:
        ways.append((sum(terms.cities.values()), tuple(terms.cities), ()))
    groups = [[word] for word in wanted.skills_all] + ([list(wanted.skills_any)] if wanted.skills_any else [])
    for group in groups:
        people = {skill: count for word in group for skill, count in terms.skills.get(word, {}).items()}
        ways.append((sum(people.values()), (), tuple(people)))
    few = [way for way in ways if way[0] <= FEW_PEOPLE]
    return min(few)[1:] if few else ((), ())


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
