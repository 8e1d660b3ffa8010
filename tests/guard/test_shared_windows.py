"""Counting in a Redis that processes share, and what happens while it is away."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from confrere.api.guard import shared_windows
from confrere.api.guard.rates import Rates, Throttled, storage
from confrere.api.guard.shared_windows import REST, SharedWindows
from confrere.api.guard.windows import Windows
from confrere.api.settings import Settings
from confrere.graph.clock import Clock, utc_now

from ..redis_under_test import RedisUnderTest
from ..world import Moving, World


@asynccontextmanager
async def process(redis: RedisUnderTest, clock: Clock = utc_now) -> AsyncIterator[Rates]:
    """What one process counts with: 100 points and 3 requests a minute."""
    windows = SharedWindows(redis.url, clock)
    try:
        yield Rates(windows, clock, points=100, requests=3)
    finally:
        await windows.close()


async def test_a_redis_is_used_where_one_is_named() -> None:
    """Nothing connects before the first request."""
    named = storage("redis://127.0.0.1:6379/0", Moving())
    assert isinstance(named, SharedWindows)
    await named.close()
    assert isinstance(storage(None, Moving()), Windows)


async def test_processes_count_together(redis: RedisUnderTest) -> None:
    """What one has given out, the other does not give again."""
    async with process(redis) as one, process(redis) as other:
        await one.charge("ada", 60)
        with pytest.raises(Throttled) as told:
            await other.charge("ada", 41)
        assert 1 <= told.value.retry_after <= 60
        await other.charge("ada", 40)
        assert (await one.budget("ada")).remaining == 0


async def test_what_is_given_back_is_given_back_for_all_and_never_more(redis: RedisUnderTest) -> None:
    """A refund makes no credit, not even in a window that is not open yet."""
    async with process(redis) as one, process(redis) as other:
        await one.charge("ada", 80)
        await other.refund("ada", 70)
        assert (await one.budget("ada")).remaining == 90
        await one.refund("ada", 1_000)
        assert (await other.budget("ada")).remaining == 100
        await one.refund("bob", 50)
        assert (await other.budget("bob")).remaining == 100
        with pytest.raises(Throttled):
            await other.charge("bob", 101)


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the windows logged; others miss Redis too."""
    return [each.getMessage() for each in caplog.records if each.name == shared_windows.__name__]


async def test_a_process_counts_alone_while_redis_is_away(
    redis: RedisUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so once, refuses nobody for it, still has a limit, and counts together again when Redis is back."""
    clock = Moving()
    async with process(redis, clock) as one:
        await one.charge("ada", 60)
        redis.stop()
        with caplog.at_level(logging.WARNING, logger="confrere.api.guard.shared_windows"):
            await one.charge("ada", 90)
            with pytest.raises(Throttled):
                await one.charge("ada", 20)
            assert (await one.budget("ada")).remaining == 10
            assert said(caplog) == ["Redis does not answer (ConnectionError): this process counts alone"]
            redis.start()
            clock.tick(seconds=REST.total_seconds())
            await one.charge("ada", 100)
            assert said(caplog)[1:] == ["Redis answers again: all processes count together"]


async def test_a_redis_that_is_away_is_not_asked_at_every_request(redis: RedisUnderTest) -> None:
    """For some seconds after it failed nobody waits for it, even though it is back."""
    clock = Moving()
    async with process(redis, clock) as one, process(redis) as other:
        redis.stop()
        await one.charge("ada", 1)
        redis.start()
        await one.charge("ada", 80)
        assert (await other.budget("ada")).remaining == 100
        clock.tick(seconds=REST.total_seconds())
        await one.charge("ada", 80)
        assert (await other.budget("ada")).remaining == 20


async def test_it_is_a_storage_as_the_library_expects(redis: RedisUnderTest) -> None:
    """Windows can be looked at, cleared and forgotten."""
    windows = SharedWindows(redis.url, Moving())
    assert await windows.check()
    assert await windows.incr("a", 60, 7) == await windows.get("a") == 7
    await windows.clear("a")
    assert await windows.get("a") == 0
    await windows.incr("LIMITS:b", 60)
    await windows.reset()
    assert await windows.get("LIMITS:b") == 0
    await windows.close()


async def test_requests_are_answered_while_redis_is_away(world: World, redis: RedisUnderTest) -> None:
    """And refused by the same limits, each process counting for itself."""
    world.settings = Settings(account_seconds=0, requests_per_minute=3, REDIS_URL=redis.url)
    world.__post_init__()
    redis.stop()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        answers = [await http.post("/graphql", json={"query": "{ __typename }"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
