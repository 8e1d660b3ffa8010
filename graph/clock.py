"""The one place that reads the time; everything else is handed a moment."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, always aware and in UTC."""


def utc_now() -> datetime:
    """Returns the present moment in UTC, to the microsecond."""
    return datetime.now(UTC)


def ticks() -> float:
    """Returns seconds from a point that means nothing, for lengths of time, which no correction of a clock touches."""
    return time.monotonic()
