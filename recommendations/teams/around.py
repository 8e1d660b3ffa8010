"""From the network around somebody, as the graph tells it, to the people and ties of a problem."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import numpy as np

from confrere.graph.ego import BLOCK, Around, EgoNetwork
from confrere.graph.model.money import to_usd_minor
from confrere.graph.model.ties import HALF_LIFE, RECENCY, TOGETHER
from confrere.graph.model.workday import workday

from .problem import Person, Ties
from .windows import Window


def people_of(people: Sequence[Around], day: date) -> tuple[Person, ...]:
    """Returns who is around, with prices in US dollars and working days in UTC on one day.

    Most share their rates, hours and time zones with others, so each of these is worked out once.
    """

    @cache
    def rate(minor: int, currency: str) -> Decimal:
        return Decimal(to_usd_minor(minor, currency)) / 100

    @cache
    def hours(number: float) -> Decimal:
        return Decimal(str(number))

    @cache
    def window(zone: str) -> Window | None:
        found = workday(zone, day)
        return None if found is None else Window(*found)

    return tuple(
        Person(
            id=each.id,
            skills=each.levels,
            rate=rate(each.rate_minor, each.currency or "USD") if each.rate_minor is not None and each.levels else None,
            hours=hours(each.hours) if each.hours else None,
            window=window(each.time_zone) if each.time_zone else None,
            is_private=each.is_private,
        )
        for each in people
    )


def blocks_of(around: EgoNetwork) -> frozenset[tuple[str, str]]:
    """Returns who of these blocks whom."""
    people, links = around
    if BLOCK not in links.since:
        return frozenset()
    pairs = zip(links.one, links.other, links.since, strict=True)
    return frozenset((people[one].id, people[other].id) for one, other, since in pairs if since == BLOCK)


def ties_of(around: EgoNetwork, now: datetime) -> Ties:
    """Returns the connections with their lengths, by the formula of ``graph.model.ties`` for all at once."""
    one, other, since, jobs, last = (np.array(column, np.int64) for column in around.links)
    idle = np.maximum(now.timestamp() - np.maximum(since, last), 0)
    strength = RECENCY * 0.5 ** (idle / HALF_LIFE.total_seconds()) + TOGETHER * (1 - 0.5**jobs)
    length = 1 + np.floor(99 * (1 - strength) + 0.5)
    is_tie = since != BLOCK
    return Ties(*(column[is_tie].astype(np.int32) for column in (one, other, length)))
