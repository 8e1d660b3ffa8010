"""Pairs of worlds that differ in a hidden act only, compared byte for byte from the other side."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from ..world import Person, World

Scene = Callable[[World, Person, Person, Person], Awaitable[None]]


async def transcript(world: World, scene: Scene) -> list[Any]:
    """Plays a scene in an empty world and returns all that ada can observe afterwards."""
    await world.cypher("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n")
    world.chance.seed(11)
    world.clock.now = world.clock.now.replace(year=2026, month=3, day=1, hour=12, minute=0, second=0)
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, eve), (bob, eve))
    await scene(world, ada, bob, eve)
    world.clock.tick(hours=1)
    seen: list[Any] = []
    for _ in range(2):
        seen += [await ada.sees(bob), await ada.lists(), await ada.invites(bob)]
        world.clock.tick(days=31)
    return seen


async def ignored(world: World, ada: Person, bob: Person, eve: Person) -> None:
    """Bob does nothing."""
    await ada.invitation_to(bob)
    world.chance.random()


@pytest.mark.requirement("R15")
async def test_a_declined_invitation_looks_ignored(world: World) -> None:
    """Answers, errors, counts, order, times and ids, now and after the term."""

    async def declined(world: World, ada: Person, bob: Person, eve: Person) -> None:
        invitation = await ada.invitation_to(bob)
        state = world.chance.getstate()
        await bob.declines(invitation)
        world.chance.setstate(state)

    async def left(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await ada.invitation_to(bob)

    assert await transcript(world, declined) == await transcript(world, left)


@pytest.mark.requirement("R18")
async def test_a_removal_leaves_no_trace_but_the_missing_connection(world: World) -> None:
    """Removed by the other looks like removed by oneself, and like never connected to whoever looks."""

    async def removed(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await world.connect((ada, bob))
        state = world.chance.getstate()
        await bob.removes(ada)
        world.chance.setstate(state)

    async def never(world: World, ada: Person, bob: Person, eve: Person) -> None:
        world.clock.tick()
        world.chance.choices(range(32), k=16)

    assert await transcript(world, removed) == await transcript(world, never)


@pytest.mark.requirement("R15")
async def test_the_comparison_itself_can_fail(world: World) -> None:
    """An accepted invitation does look different."""

    async def accepted(world: World, ada: Person, bob: Person, eve: Person) -> None:
        invitation = await ada.invitation_to(bob)
        await bob.accepts(invitation)

    assert await transcript(world, accepted) != await transcript(world, ignored)
