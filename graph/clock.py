"""The one place that reads the time; everything else is handed a moment."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, always aware and in UTC."""


def utc_now() -> datetime:
    """Returns the present moment in UTC, to the microsecond."""
    return datetime.now(UTC)
