"""Pairs of worlds that differ in a hidden act only, compared byte for byte from the other side."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from confrere.graph import notifications

from ..world import Data, Person, World
from .talking import message, says, talks

Scene = Callable[[World, Person, Person, Person], Awaitable[None]]

LOOKS = """query Looks($id: ID!, $handle: String!, $friend: ID!) {
  byId: freelancer(by: {id: $id}) { ...All } byHandle: freelancer(by: {handle: $handle}) { ...All }
  node(id: $id) { ... on Freelancer { ...All } } nodes(ids: [$id]) { id }
  friend: freelancer(by: {id: $friend}) {
    network(first: 9) { totalCount nodes { handle } edges { cursor } pageInfo { hasNextPage endCursor } }
    viewerRelation { mutualConnections(first: 9) { totalCount nodes { handle } } } }
  viewer { canAct eligibility { missing } blocked(first: 9) { totalCount nodes { handle name } }
    day: quota(kind: INVITATIONS_PER_DAY) { remaining resetAt }
    open: quota(kind: INVITATIONS_OUTSTANDING) { remaining resetAt }
    size: quota(kind: NETWORK_SIZE) { remaining resetAt }
    said: quota(kind: MESSAGES_PER_MINUTE) { remaining resetAt } } }
fragment All on Freelancer { id handle name notice profile { headline }
  network(first: 9) { totalCount nodes { handle } }
  viewerRelation { state connectedAt conversation { id isOpen unreadCount lastMessage { text } }
    invitation { id sentAt expiresAt note entryPoint steps }
    actions { name isAllowed reason retryAt } mutualConnections(first: 9) { totalCount nodes { handle } } } }"""


async def emptied(world: World) -> tuple[Person, Person, Person]:
    """Starts over: the same three people at the same instant with the same chance."""
    await world.wipe()
    world.chance.seed(11)
    world.clock.now = world.clock.now.replace(year=2026, month=3, day=1, hour=12, minute=0, second=0)
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, eve), (bob, eve))
    return ada, bob, eve


async def looks(ada: Person, bob: Person, eve: Person) -> list[Any]:
    """All that ada can see without doing anything."""
    answer = await ada.asks(LOOKS, id=bob.id, handle=bob.handle, friend=eve.id)
    return [
        answer.data,
        await ada.lists(),
        await ada.blocked(),
        await ada.hears(),
        await ada.stream(),
        await notifications.stream(ada.world.store, me=ada.id, after=0, now=ada.world.clock(), limit=100),
        await talks(ada),
    ]


async def probes(world: World, ada: Person, bob: Person, eve: Person) -> list[Any]:
    """All that ada can see, and what comes of everything she can try, now and after the term."""
    seen = await looks(ada, bob, eve)
    for _ in range(2):
        seen += [await ada.invites(bob), await says(ada, bob)]
        seen += await looks(ada, bob, eve)
        for sent in await ada.sent():
            seen += [await ada.declines(sent["id"]), await ada.withdraws(sent["id"]), await ada.withdraws(sent["id"])]
        seen.append(await ada.invites(bob))
        world.clock.tick(days=31)
        seen += await looks(ada, bob, eve)
    seen += [await ada.removes(bob), await ada.unblocks(bob), await ada.blocks(bob), await ada.invites(bob)]
    return [*seen, *await looks(ada, bob, eve)]


async def transcript(world: World, scene: Scene) -> list[Any]:
    """Plays a scene in an empty world and returns all that ada can observe afterwards, at the same instant."""
    ada, bob, eve = await emptied(world)
    await scene(world, ada, bob, eve)
    return await probes(world, ada, bob, eve)


async def hidden(world: World, act: Awaitable[Data | None]) -> None:
    """Lets an act draw from chance of its own, so that two worlds stay comparable."""
    state = world.chance.getstate()
    world.chance.seed(f"hidden {world.chance.random()}")
    result = await act
    assert result is None or result["__typename"].endswith("Payload"), result
    world.chance.setstate(state)


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("times", [1, 2, 3])
async def test_a_declined_invitation_looks_ignored(world: World, times: int) -> None:
    """Answers, errors, counts, order, times and ids: the first time, the second and the third."""

    def answered(*, by_declining: bool) -> Scene:
        async def scene(world: World, ada: Person, bob: Person, eve: Person) -> None:
            for left in reversed(range(times)):
                invitation = await ada.invitation_to(bob)
                if by_declining:
                    await hidden(world, bob.declines(invitation))
                if left:
                    await ada.withdraws(invitation)
                    world.clock.tick(days=8)

        return scene

    assert await transcript(world, answered(by_declining=True)) == await transcript(world, answered(by_declining=False))


@pytest.mark.requirement("R15")
@pytest.mark.requirement("R16")
async def test_the_fourth_decline_shows_in_nothing_but_the_refusal(world: World) -> None:
    """Pending as if ignored until withdrawn; then all as ever, and the error of a deactivated one."""
    seen: list[list[Any]] = []
    refusals: list[Data] = []
    for declines in (True, False):
        ada, bob, eve = await emptied(world)
        here: list[Any] = []
        for _ in range(4):
            invitation = await ada.invitation_to(bob)
            if declines:
                await hidden(world, bob.declines(invitation))
            here = await looks(ada, bob, eve)
            await ada.withdraws(invitation)
            world.clock.tick(days=8)
        seen.append(here + await looks(ada, bob, eve))
        if not declines:
            await world.deactivates(bob)
        refusals.append(await ada.invites(bob))
    assert seen[0] == seen[1]
    assert refusals[0] == refusals[1]
    assert refusals[0]["code"] == "UNAVAILABLE"


async def strangers(_world: World, ada: Person, bob: Person, eve: Person) -> None:
    """Nothing between ada and bob."""


async def connected(world: World, ada: Person, bob: Person, eve: Person) -> None:
    """In each other's network."""
    await bob.accepts(await ada.invitation_to(bob))


async def talked(world: World, ada: Person, bob: Person, eve: Person) -> None:
    """In each other's network, and each has written."""
    await connected(world, ada, bob, eve)
    await message(ada, bob, "Shall we?")
    await message(bob, ada, "We shall.")


async def ada_invited(world: World, ada: Person, bob: Person, eve: Person) -> None:
    """Her invitation waits."""
    await ada.invitation_to(bob, note="Shall we?")


async def bob_invited(world: World, ada: Person, bob: Person, eve: Person) -> None:
    """His invitation waits."""
    await bob.invitation_to(ada, note="Shall we?")


async def bob_declined(world: World, ada: Person, bob: Person, eve: Person) -> None:
    """Her invitation shows pending to her alone."""
    await bob.declines(await ada.invitation_to(bob))


BEFORE = pytest.mark.parametrize(
    "before", [strangers, connected, talked, ada_invited, bob_invited, bob_declined], ids=lambda scene: scene.__name__
)

UNCONNECTED = pytest.mark.parametrize(
    "before", [strangers, ada_invited, bob_invited, bob_declined], ids=lambda scene: scene.__name__
)


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R23")
@BEFORE
async def test_blocked_looks_deactivated(world: World, before: Scene) -> None:
    """Whatever stood between the two, the blocked person sees what they would see of a deactivated one."""

    async def blocking(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, bob.blocks(ada))

    async def deactivated(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, world.deactivates(bob))

    assert await transcript(world, blocking) == await transcript(world, deactivated)


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R23")
@pytest.mark.parametrize(
    "before", [strangers, ada_invited, bob_invited, bob_declined], ids=lambda scene: scene.__name__
)
async def test_unblocked_looks_reactivated(world: World, before: Scene) -> None:
    """Neither brings anything back between two who were not connected."""

    async def unblocked(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, bob.blocks(ada))
        await hidden(world, bob.unblocks(ada))

    async def reactivated(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, world.deactivates(bob))
        await hidden(world, world.reactivates(bob))

    assert await transcript(world, unblocked) == await transcript(world, reactivated)


@pytest.mark.requirement("R24")
@pytest.mark.parametrize("before", [strangers, ada_invited, bob_declined], ids=lambda scene: scene.__name__)
async def test_private_looks_deactivated_to_whoever_is_not_connected(world: World, before: Scene) -> None:
    """An invitation sent before goes on showing pending in both."""

    async def private(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, bob.goes("PRIVATE"))

    async def deactivated(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, world.deactivates(bob))

    assert await transcript(world, private) == await transcript(world, deactivated)


@pytest.mark.requirement("R17")
@pytest.mark.requirement("R24")
async def test_private_looks_absent_to_a_stranger(world: World) -> None:
    """By id, by handle, in counts and cursors of a common friend, and in every refusal."""

    async def private(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await hidden(world, bob.goes("PRIVATE"))

    async def absent(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await world.cypher("MATCH (b:Freelancer {id: $id}) DETACH DELETE b", id=bob.id)
        await world.cypher("MATCH (e:Event) WHERE $id IN [e.a, e.b] DELETE e", id=bob.id)

    assert await transcript(world, private) == await transcript(world, absent)


@pytest.mark.requirement("R18")
@pytest.mark.requirement("R35")
@pytest.mark.parametrize("before", [connected, talked], ids=lambda scene: scene.__name__)
async def test_a_removal_leaves_no_trace_but_the_missing_connection(world: World, before: Scene) -> None:
    """Removed by the other looks like removed by oneself."""

    async def removed(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, bob.removes(ada))

    async def removing(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await before(world, ada, bob, eve)
        await hidden(world, ada.removes(bob))

    assert await transcript(world, removed) == await transcript(world, removing)


@pytest.mark.requirement("R15")
async def test_the_comparison_itself_can_fail(world: World) -> None:
    """An accepted invitation does look different, and so does a withdrawn one."""
    ignored, accepted = await transcript(world, ada_invited), await transcript(world, connected)
    assert ignored != accepted

    async def withdrawn(world: World, ada: Person, bob: Person, eve: Person) -> None:
        await ada_invited(world, ada, bob, eve)
        await hidden(world, ada.withdraws((await ada.sent())[0]["id"]))

    assert ignored != await transcript(world, withdrawn)
