"""Times as offsets from the day of generation, and as text."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Final

import numpy as np

from .arrays import Bytes, Index, Mask

DAY: Final = 86_400
YEAR: Final = 365 * DAY
TERM: Final = 30 * DAY
"""How long an invitation waits, in seconds (R15's default)."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """A column of times, kept relative so that the same seed hashes alike on any day.

    Attributes:
        seconds: Seconds from the day of generation, negative for the past, shape (n,).
        counts: For a column of lists, how many times each row holds, shape (rows,); absent for plain times.
        known: Which rows have a time at all, shape (n,); all when absent.
    """

    seconds: Index
    counts: Index | None = None
    known: Mask | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """A column of days, kept relative likewise.

    Attributes:
        days: Days from the day of generation, shape (n,).
        known: Which rows have a day, shape (n,).
    """

    days: Index
    known: Mask


def midnight(now: datetime) -> int:
    """Returns the start of the day of `now` in UTC, in seconds since 1970.

    Args:
        now: A time with a zone.

    Returns:
        Seconds since 1970, a multiple of 86,400.
    """
    seconds = int(now.astimezone(UTC).timestamp())
    return seconds - seconds % DAY


def written(seconds: Index) -> Bytes:
    """Writes times the way neo4j-admin reads them, by looking up the day and the second of the day.

    Args:
        seconds: Seconds since 1970, shape (n,).

    Returns:
        ASCII codes of `2026-11-24T10:59:00Z`, shape (n, 20).
    """
    if not len(seconds):
        return np.empty((0, 20), np.uint8)
    day, second = np.divmod(seconds, DAY)
    first = int(day.min())
    dates = np.datetime_as_string(np.arange(first, int(day.max()) + 1).astype("datetime64[D]")).astype("S10")
    signs = np.empty((len(seconds), 20), np.uint8)
    signs[:, :10] = dates.view(np.uint8).reshape(-1, 10)[day - first]
    signs[:, 10:] = _clock()[second]
    return signs


@cache
def _clock() -> Bytes:
    """Writes every second of a day, `T10:59:00Z`, which takes longer than the times of most columns."""
    clock = np.datetime_as_string(np.arange(DAY).astype("datetime64[s]"))
    times = np.char.add(np.char.encode(np.asarray([moment[10:] for moment in clock]), "ascii"), b"Z")
    return times.astype("S10").view(np.uint8).reshape(-1, 10)
