"""When somebody works: nine to five where they live, as part of the UTC day."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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
