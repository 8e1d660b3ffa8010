"""What nobody may notice, in random histories: two worlds that differ in a hidden act answer alike, byte for byte."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import neo4j
import pytest

from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.store import Store

from ..world import Data
from .results import record
from .silent import OWN_LISTS, Hidden, Likeness, Scene, Step, difference, steps, transcript
from .sizes import seed, size
from .worlds import ROOM, ProofWorld, Reply

PAIRS = size(30, 2_000)
FIRST = seed() * 1_000_000
EVERYBODY = ("ada", "bob", "eve", "dan")


async def mingled(scene: Scene, chance: random.Random, *, with_each_other: bool = True) -> None:
    """Four people and whatever they did so far; nothing between Ada and Bob where what they do is part of the scene."""
    await scene.begin(*EVERYBODY)
    targets = {
        who: tuple(x for x in EVERYBODY if x != who and (with_each_other or {who, x} != {"ada", "bob"}))
        for who in EVERYBODY
    }
    for step in steps(chance, chance.randint(1, 4), EVERYBODY, targets):
        await scene.play(step)
        await scene.learn(step.who)


async def invited(scene: Scene, chance: random.Random, *, times: int | None = None, by_declining: bool = True) -> None:
    """Ada's invitations to Bob were declined so many times, and the next one stands."""
    await mingled(scene, chance, with_each_other=False)
    ada, bob = scene.people["ada"], scene.people["bob"]
    for _ in range(chance.randint(0, 2) if times is None else times):
        scene.turns()
        invitation = await ada.invitation_to(bob)
        if by_declining:
            await apart(scene, bob.declines(invitation))
        await ada.withdraws(invitation)
    scene.turns()
    if times is None:
        await ada.invitation_to(bob)


async def apart(scene: Scene, act: Awaitable[object]) -> None:
    """Lets an act draw from chance of its own."""
    state = scene.world.chance.getstate()
    scene.world.chance.seed(f"apart {scene.seed} {scene.turn}")
    await act
    scene.world.chance.setstate(state)


async def nothing(scene: Scene) -> None:
    """Bob does nothing."""


async def declines(scene: Scene) -> None:
    """Bob declines what waits for him."""
    for waiting in await scene.people["bob"].received():
        if waiting["sender"]["handle"] == "ada":
            result = await scene.people["bob"].declines(waiting["id"])
            assert result["__typename"] == "DeclineInvitationPayload"


async def blocks(scene: Scene) -> None:
    """Bob blocks Ada."""
    result = await scene.people["bob"].blocks(scene.people["ada"])
    assert result["__typename"] == "BlockFreelancerPayload"


async def removes(scene: Scene) -> None:
    """Bob removes Ada."""
    result = await scene.people["bob"].removes(scene.people["ada"])
    assert result["__typename"] == "RemoveFromNetworkPayload"


async def is_deactivated(scene: Scene) -> None:
    """The marketplace closes Bob's account."""
    await scene.world.deactivates(scene.people["bob"])


async def unconnected(scene: Scene, chance: random.Random) -> None:
    """Whatever there was, Ada and Bob are not connected and nobody blocks the other."""
    await mingled(scene, chance)
    ada, bob = scene.people["ada"], scene.people["bob"]
    scene.turns()
    for one, other in ((ada, bob), (bob, ada)):
        await one.unblocks(other)
    await bob.removes(ada)


async def connected(scene: Scene, chance: random.Random) -> None:
    """Ada and Bob are connected, among whatever else there is."""
    await mingled(scene, chance, with_each_other=False)
    scene.turns()
    await scene.world.connect((scene.people["ada"], scene.people["bob"]))


async def sends_again(scene: Scene) -> Reply:
    """Ada sends once more; what comes of it is all that is compared."""
    scene.turns()
    return await scene.play(Step("ada", "sendInvitation", "bob", 0, after=timedelta(days=31)))


async def own_lists(scene: Scene) -> Reply:
    """Ada's own lists and limits."""
    scene.turns()
    return await scene.ask("ada", OWN_LISTS, {})


async def four(scene: Scene, chance: random.Random) -> None:
    """The stage only; the four invitations are part of what differs."""
    await mingled(scene, chance, with_each_other=False)


def four_times(*, by_declining: bool) -> Hidden:
    """Ada invites Bob four times, who declines, or ignores it and is deactivated then."""

    async def hidden(scene: Scene) -> None:
        ada, bob = scene.people["ada"], scene.people["bob"]
        for _ in range(4):
            scene.turns()
            invitation = await ada.invitation_to(bob)
            if by_declining:
                await apart(scene, bob.declines(invitation))
            await ada.withdraws(invitation)
        if not by_declining:
            await is_deactivated(scene)

    return hidden


def present(*, is_there: bool) -> Callable[[Scene], Awaitable[None]]:
    """Bob exists, private and connected to Eve, or does not exist at all."""

    async def hidden(scene: Scene) -> None:
        if is_there:
            (bob,) = await scene.world.crowd(["bob"], visibility="PRIVATE")
            clock = scene.world.clock.now
            await scene.world.connect((bob, scene.people["eve"]))
            scene.world.clock.now = clock

    return hidden


async def without_bob(scene: Scene, chance: random.Random) -> None:
    """Three people; whether there is a fourth is what differs."""
    await scene.begin("ada", "eve", "dan")
    targets = {"ada": ("eve", "dan"), "eve": ("ada", "dan"), "dan": ("ada", "eve")}
    for step in steps(chance, chance.randint(1, 4), ("ada", "eve", "dan"), targets):
        await scene.play(step)
        await scene.learn(step.who)


LIKENESSES = {
    "declined is ignored": Likeness(declines, nothing, invited),
    "after four declines sending again is sending to a deactivated person": Likeness(
        four_times(by_declining=True), four_times(by_declining=False), four, ada_acts=False, watch=sends_again
    ),
    "blocked is deactivated": Likeness(blocks, is_deactivated, unconnected),
    "removed is blocked, in lists": Likeness(removes, blocks, connected, ada_acts=False, watch=own_lists),
    "private is absent": Likeness(present(is_there=True), present(is_there=False), without_bob),
}
KEPT: dict[str, list[int]] = {}
"""Seeds that once gave something away, tried first for ever."""


@pytest.fixture
def worlds(strict_store: Store, driver: neo4j.AsyncDriver, tokens: Tokens) -> tuple[ProofWorld, ProofWorld]:
    """Two applications, so that what one has counted is not told by the other."""
    room: Data = {**ROOM, "cool_down_days": 0}
    settings = Settings(**room)
    return ProofWorld(strict_store, driver, tokens, settings), ProofWorld(strict_store, driver, tokens, settings)


@pytest.mark.requirement("R15")
@pytest.mark.requirement("R16")
@pytest.mark.requirement("R19")
@pytest.mark.requirement("R23")
@pytest.mark.requirement("R24")
@pytest.mark.attack(31, 34, 35, 36, 40, 46, 47, 48, 49)
@pytest.mark.parametrize("name", LIKENESSES)
async def test_two_worlds_look_alike(worlds: tuple[ProofWorld, ProofWorld], name: str) -> None:
    """Answers, errors, counts, order, cursors and ids, after each of Ada's acts."""
    likeness = LIKENESSES[name]
    for number in [*KEPT.get(name, []), *range(FIRST, FIRST + PAIRS)]:
        one = await transcript(Scene(worlds[0], number), likeness, likeness.one)
        other = await transcript(Scene(worlds[1], number), likeness, likeness.other)
        found = difference(one, other)
        assert not found, f"{name}, seed {number}: {found}"
    record("Silence", name, tried=PAIRS, whole=2_000, came="0 pairs of worlds told apart", adds=True)


async def test_two_worlds_that_differ_openly_do_not_look_alike(worlds: tuple[ProofWorld, ProofWorld]) -> None:
    """The comparison can fail: Bob's block is not Bob's silence."""
    one = await transcript(Scene(worlds[0], 1), LIKENESSES["blocked is deactivated"], blocks)
    other = await transcript(Scene(worlds[1], 1), LIKENESSES["blocked is deactivated"], nothing)
    assert difference(one, other)
