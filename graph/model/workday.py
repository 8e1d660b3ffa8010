"""When somebody works: nine to five where they live, as part of the UTC day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

STARTS = time(9)
"""When a working day begins, by the clock on the wall."""

MINUTES = 480
"""How long it is."""


@lru_cache(maxsize=10_000)
def workday(zone: str, day: date) -> tuple[int, int] | None:
    """Returns the working day of a time zone on one day: its first minute after midnight UTC, and how many.

    It may pass midnight, and moves with daylight saving; None where the zone is not known.
    """
    try:
        start = datetime.combine(day, STARTS, ZoneInfo(zone)).astimezone(UTC)
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return start.hour * 60 + start.minute, MINUTES


@lru_cache(maxsize=100)
def starts(day: date) -> Mapping[str, int]:
    """Returns when the working day of every time zone begins on one day, in minutes after midnight UTC."""
    days = {zone: workday.__wrapped__(zone, day) for zone in _zones()}  # beside its cache, which is for people's own
    return {zone: found[0] for zone, found in days.items() if found}


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # which looks through folders each time
