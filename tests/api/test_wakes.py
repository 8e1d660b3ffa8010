"""Processes that wake each other through a Redis, and what becomes of their listeners while it is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from redis.asyncio import Redis

from confrere.api.settings import Settings

from ..redis_under_test import RedisUnderTest
from ..serving import listening
from ..world import World
from .hearing import socket_of
from .talking import message

FAR = 60.0
"""The longest pause between two looks that a setting allows; whatever comes sooner was woken."""


@asynccontextmanager
async def two_processes(world: World, redis: RedisUnderTest, look: float) -> AsyncIterator[tuple[World, str]]:
    """One that acts, and the address of another that is listened to."""
    world.settings = Settings(account_seconds=0, stream_seconds=look, REDIS_URL=redis.url)
    world.__post_init__()
    other = World(world.store, world.driver, world.tokens, world.settings, world.clock)
    async with listening(other.app) as address:
        yield world, address
        for app in (world.app, other.app):
            await app.state.streams.close()
            await app.state.windows.close()


@pytest.mark.requirement("R34")
async def test_one_process_wakes_the_other(world: World, redis: RedisUnderTest) -> None:
    """At once: the next look is further away than the test waits."""
    async with two_processes(world, redis, FAR) as (acting, address):
        ada, bob = await acting.people("ada", "bob")
        await acting.connect((ada, bob))
        async with socket_of(address, bob) as socket:
            await socket.subscribe(after="0")
            async with asyncio.timeout(FAR / 2):
                for number in range(5):
                    await message(ada, bob, str(number))
                    assert (await socket.event())["subject"]["text"] == str(number)


@pytest.mark.requirement("R34")
async def test_without_redis_everything_arrives_by_looking(world: World, redis: RedisUnderTest) -> None:
    """Killed in the middle and brought back: nothing is lost, nothing comes twice, no act fails."""
    async with two_processes(world, redis, 0.1) as (acting, address):
        ada, bob = await acting.people("ada", "bob")
        await acting.connect((ada, bob))
        async with socket_of(address, bob) as socket:
            await socket.subscribe(after="0")
            for number in range(9):
                if number == 3:
                    redis.stop()
                if number == 6:
                    redis.start()
                await message(ada, bob, str(number))
                assert (await socket.event())["subject"]["text"] == str(number)


async def test_what_others_say_on_the_channel_wakes_nobody(world: World, redis: RedisUnderTest) -> None:
    """No JSON, no list, no text: the listener goes on."""
    async with two_processes(world, redis, FAR) as (acting, address):
        ada, bob = await acting.people("ada", "bob")
        await acting.connect((ada, bob))
        async with socket_of(address, bob) as socket, Redis.from_url(redis.url) as client:
            await socket.subscribe(after="0")
            for said in (b"\xff", b"7", b"[1, null]", b'["FL_nobody"]'):
                await client.publish("confrere:streams", said)
            await message(ada, bob)
            assert (await socket.event())["sequence"] == "1"
