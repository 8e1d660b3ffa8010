"""From the network around somebody, as the graph tells it, to the people and ties of a problem."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import numpy as np

from confrere.graph.ego import Around
from confrere.graph.model.money import to_usd_minor
from confrere.graph.model.ties import HALF_LIFE, RECENCY, TOGETHER
from confrere.graph.model.workday import workday

from .problem import Person, Ties
from .windows import Window


def people_of(around: Sequence[Around], day: date) -> tuple[Person, ...]:
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
        for each in around
    )


def blocks_of(around: Sequence[Around]) -> frozenset[tuple[str, str]]:
    """Returns who of these blocks whom."""
    return frozenset((each.id, tie[0]) for each in around for tie in each.ties if tie[1] is None)


def ties_of(around: Sequence[Around], now: datetime) -> Ties:
    """Returns the connections with their lengths, by the formula of ``graph.model.ties`` for all at once."""
    row = {each.id: at for at, each in enumerate(around)}
    links = [
        (at, row[other], since, jobs or 0, max(since, last or 0))
        for at, each in enumerate(around)
        for other, since, jobs, last in each.ties
        if since is not None
    ]
    columns = np.array(links, np.int64).reshape(-1, 5)
    idle = np.maximum(now.timestamp() - columns[:, 4], 0)
    strength = RECENCY * 0.5 ** (idle / HALF_LIFE.total_seconds()) + TOGETHER * (1 - 0.5 ** columns[:, 3])
    length = 1 + np.floor(99 * (1 - strength) + 0.5)
    return Ties(*(column.astype(np.int32) for column in (columns[:, 0], columns[:, 1], length)))
