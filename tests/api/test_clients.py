"""Clients that others wrote, unmodified: graphql-ws over WebSockets and graphql-sse over server-sent events."""

import asyncio
from typing import Any

import orjson
import pytest

from confrere.api.settings import Settings

from ..serving import listening
from ..world import World
from .talking import message
from .test_audits import installed, run

__all__ = ["installed"]

COUNT, CUT = 60, 7


@pytest.mark.requirement("R34")
@pytest.mark.parametrize("kind", ["ws", "sse"])
async def test_a_client_of_others_gets_every_entry_once(world: World, installed: None, kind: str) -> None:
    """Sixty messages, with the connection cut after every seventh: all of them, in order, none twice."""
    world.settings = Settings(account_seconds=0, messages_per_minute=100_000)
    world.__post_init__()
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    async with listening(world.app) as address:
        token = world.token(bob.id)
        following = asyncio.create_task(
            run("node", "live.mjs", f"{address}/graphql", token, kind, str(COUNT), str(CUT))
        )
        for number in range(COUNT):
            await message(ada, bob, str(number))
        told: dict[str, Any] = orjson.loads(await following)
    assert [each["text"] for each in told["came"]] == [str(number) for number in range(COUNT)]
    assert [int(each["sequence"]) for each in told["came"]] == list(range(1, COUNT + 1))
    assert told["connections"] >= COUNT // CUT
