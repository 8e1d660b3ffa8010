"""Times are converted as the driver converts them, and the store's connections do so."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import neo4j
import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j._codec.hydration.bolt.v2 import temporal
from neo4j.time import DateTime

from confrere.graph import bolt_times
from confrere.graph.bolt_times import received, sent
from confrere.graph.store import Store

from ..neo4j_under_test import Neo4jUnderTest

ZONES = [None, UTC, timezone(timedelta(0)), timezone(timedelta(hours=5, minutes=30)), ZoneInfo("UTC")]


@given(
    seconds=st.integers(-62_135_596_800, 253_402_300_799),
    nanoseconds=st.integers(0, 999_999_999),
    tz=st.sampled_from([0, "UTC", None, 7_200, -60, "Europe/Berlin"]),
)
def test_what_is_received_is_what_the_driver_makes_of_it(seconds: int, nanoseconds: int, tz: int | str | None) -> None:
    """From the year 1 to 9999, in UTC by either name, and what is not in UTC."""
    try:
        theirs = bolt_times._theirs_received(seconds, nanoseconds, tz)  # type: ignore[no-untyped-call]  # the driver's own are untyped
    except (OverflowError, ValueError) as refused:  # a zone that leads out of these years
        with pytest.raises(type(refused)):
            received(seconds, nanoseconds, tz)
        return
    ours = received(seconds, nanoseconds, tz)
    assert type(ours) is DateTime
    assert (ours, ours.tzinfo, ours.iso_format()) == (theirs, theirs.tzinfo, theirs.iso_format())
    assert ours.nanosecond == nanoseconds


@given(value=st.datetimes(timezones=st.sampled_from(ZONES)))
def test_what_is_sent_is_what_the_driver_makes_of_it(value: datetime) -> None:
    """Python's times, with zones and without; and the driver's own."""
    for each in (value, DateTime.from_native(value)):
        assert sent(each) == bolt_times._theirs_sent(each)  # type: ignore[no-untyped-call]  # the driver's own are untyped


async def test_connections_convert_times_so(small: Neo4jUnderTest, store: Store) -> None:
    """There and back by the database, in nanoseconds; a driver that has other functions would be as slow as before."""
    await store.ping()
    assert (temporal.hydrate_datetime, temporal.dehydrate_datetime) == (received, sent)
    now = datetime(2026, 11, 27, 9, 30, 15, 123_456, UTC)
    text = "RETURN $now AS now, toString($now) AS text, datetime('1969-12-31T23:59:59.000000001Z') AS earlier"
    async with neo4j.AsyncGraphDatabase.driver(small.uri, auth=small.auth) as driver:
        row = (await driver.execute_query(text, now=now)).records[0]
    assert row["now"].to_native() == now
    assert row["text"] == "2026-11-27T09:30:15.123456Z"
    assert row["earlier"].iso_format() == "1969-12-31T23:59:59.000000001+00:00"
