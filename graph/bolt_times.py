"""Times in UTC on their way to the database and back: what the driver makes of them, without its way there.

For each time that it sends or receives, the driver goes through clock times and time zones in Python, which took 85 µs
where the arithmetic below takes 1 and 6. Confrere knows no times but in UTC; any other goes the driver's own way. The
functions replaced are private to the driver, so ``pyproject.toml`` names the releases that have them
(docs/decisions/0035-times-in-utc.md).
"""

from datetime import UTC, date, datetime
from typing import Any

from neo4j._codec.hydration.bolt.v2 import temporal
from neo4j._codec.packstream import Structure
from neo4j.time import Date, DateTime, Time

_theirs_received = temporal.hydrate_datetime
_theirs_sent = temporal.dehydrate_datetime

_NAMES_OF_UTC = frozenset({0, "UTC"})
_UTC = _theirs_received(0, 0, 0).tzinfo  # type: ignore[no-untyped-call]  # the driver's own are untyped
_FIRST_DAY = date(1970, 1, 1).toordinal()
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def received(seconds: int, nanoseconds: int, tz: int | str | None = None) -> DateTime:
    """Returns the driver's time for what Bolt carries.

    Args:
        seconds: since 1970 began in UTC.
        nanoseconds: what they leave over.
        tz: seconds east of UTC, the name of a zone, or None for a local time.
    """
    if tz not in _NAMES_OF_UTC:
        return _theirs_received(seconds, nanoseconds, tz)  # type: ignore[no-untyped-call, no-any-return]  # the driver's own are untyped
    days, rest = divmod(seconds, 24 * 60 * 60)
    minutes, second = divmod(rest, 60)
    hour, minute = divmod(minutes, 60)
    return DateTime.combine(Date.from_ordinal(_FIRST_DAY + days), Time(hour, minute, second, nanoseconds, _UTC))


def sent(value: Any) -> Structure:
    """Returns what Bolt carries for a ``datetime`` or the driver's own time."""
    if type(value) is not datetime or value.tzinfo is not UTC:
        return _theirs_sent(value)  # type: ignore[no-untyped-call]  # the driver's own are untyped
    since = value - _BEGINNING
    return Structure(b"I", since.days * 24 * 60 * 60 + since.seconds, since.microseconds * 1000, 0)


def quicken() -> None:
    """Has all connections that are made from now on convert times so."""
    temporal.hydrate_datetime = received
    temporal.dehydrate_datetime = sent
