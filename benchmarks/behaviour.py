"""What Confrere does in the edge cases of the network, played through its API.

The peer's side of the same cases is ``peers/django-friendship/behave.py``.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from tests.world import Person, World

Data = dict[str, Any]
Case = Callable[[World], Awaitable[str]]


class Cast:
    """Names for people, so that every case has its own."""

    def __init__(self) -> None:
        self._number = 0

    async def __call__(self, world: World, count: int) -> list[Person]:
        """Returns new people."""
        self._number += 1
        return await world.people(*(f"p{self._number:05}{letter}" for letter in "abcdefghj"[:count]))


people = Cast()


async def at_once(*acts: Awaitable[Data]) -> list[str]:
    """Starts acts together and names what came of each."""
    return [each["__typename"] for each in await asyncio.gather(*acts)]


async def ends(world: World, one: Person, other: Person) -> str:
    """Tells how two people stand, from both sides."""
    states = {await one.state(other), await other.state(one)}
    return f"both see {states.pop()}" if len(states) == 1 else " and ".join(sorted(states))


async def invite_invite(world: World) -> str:
    """Two people invite each other at once."""
    a, b = await people(world, 2)
    await at_once(a.invites(b), b.invites(a))
    return f"{len(await a.network())} connections and {len(await a.sent()) + len(await b.sent())} pending"


async def invite_four(world: World) -> str:
    """The same invitation four times at once."""
    a, b = await people(world, 2)
    said = await at_once(*(a.invites(b) for _ in range(4)))
    return f"{len(await b.received())} pending, {4 - said.count('SendInvitationPayload')} of 4 told an error"


async def accept_accept(world: World) -> str:
    """The same acceptance four times at once."""
    a, b = await people(world, 2)
    invitation = await a.invitation_to(b)
    said = await at_once(*(b.accepts(invitation) for _ in range(4)))
    wrong = 4 - said.count("AcceptInvitationPayload")
    return f"{len(await a.network())} connections, {len(await a.sent())} pending, {wrong} of 4 told an error"


async def accept_withdraw(world: World) -> str:
    """Accepted and withdrawn at once."""
    a, b = await people(world, 2)
    invitation = await a.invitation_to(b)
    accepted, withdrawn = await at_once(b.accepts(invitation), a.withdraws(invitation))
    return f"accept {accepted}, withdraw {withdrawn}, {await ends(world, a, b)}"


async def accept_decline(world: World) -> str:
    """Accepted and declined at once, from two windows of the same person."""
    a, b = await people(world, 2)
    invitation = await a.invitation_to(b)
    accepted, declined = await at_once(b.accepts(invitation), b.declines(invitation))
    return f"accept {accepted}, decline {declined}, {len(await b.network())} connections"


async def limit(world: World) -> str:
    """Eight invitations accepted at once where three connections fit."""
    before = world.settings
    world.settings = before.model_copy(update={"max_connections": 3})
    world.__post_init__()
    try:
        a, *guests = await people(world, 9)
        invitations = [await guest.invitation_to(a) for guest in guests]
        await at_once(*(a.accepts(each) for each in invitations))
        return f"{len(await a.network())} connections"
    finally:
        world.settings = before
        world.__post_init__()


async def block_invite(world: World) -> str:
    """Blocked and invited at once."""
    a, b = await people(world, 2)
    await at_once(b.blocks(a), a.invites(b))
    return f"{len(await b.received())} invitations wait for the blocker"


async def declined_seen(world: World) -> str:
    """What the sender reads of a declined invitation."""
    a, b = await people(world, 2)
    await b.declines(await a.invitation_to(b))
    return f"{await a.state(b)}, as if it had been ignored"


async def declined_again(world: World) -> str:
    """Sending once more after a decline, beside sending once more after silence."""
    a, b, c = await people(world, 3)
    await b.declines(await a.invitation_to(b))
    await a.invites(c)
    declined, ignored = [await a.invites(other) for other in (b, c)]
    return f"after a decline: {declined['__typename']}; after silence: {ignored['__typename']}"


async def five_declines(world: World) -> str:
    """How often one may be asked after declining."""
    a, b = await people(world, 2)
    said = []
    for _ in range(6):
        said.append((await a.invites(b))["__typename"])
        for each in await b.received():
            await b.declines(each["id"])
        world.clock.tick(days=31)
    reached = said.count("SendInvitationPayload")
    return f"{reached} of 6 invitations reach the person; then {said[-1]}, as for somebody who left"


async def accept_declined(world: World) -> str:
    """Accepting what was declined before."""
    a, b = await people(world, 2)
    invitation = await a.invitation_to(b)
    await b.declines(invitation)
    said = await b.accepts(invitation)
    return f"{said['__typename']}, {len(await a.network())} connections"


async def decline_accepted(world: World) -> str:
    """Declining, from a page opened before, what was accepted meanwhile."""
    a, b = await people(world, 2)
    invitation = await a.invitation_to(b)
    await b.accepts(invitation)
    said = await b.declines(invitation)
    return f"{said['__typename']}, {len(await a.network())} connections and nothing beside"


async def accept_repeated(world: World) -> str:
    """Accepting again, as after an answer that was lost."""
    a, b = await people(world, 2)
    invitation = await a.invitation_to(b)
    await b.accepts(invitation)
    return f"{(await b.accepts(invitation))['__typename']}"


async def invite_repeated(world: World) -> str:
    """Sending again, as after an answer that was lost."""
    a, b = await people(world, 2)
    await a.invites(b)
    return f"{(await a.invites(b))['__typename']}, {len(await a.sent())} pending"


async def invite_back(world: World) -> str:
    """Inviting somebody whose invitation waits."""
    a, b = await people(world, 2)
    await a.invites(b)
    return f"{(await b.invites(a))['__typename']}, {len(await a.network())} connections"


async def withdraw_again(world: World) -> str:
    """Inviting again right after a withdrawal."""
    a, b = await people(world, 2)
    await a.withdraws(await a.invitation_to(b))
    return f"{(await a.invites(b))['__typename']} with the time from which it works again"


async def blocked_invites(world: World) -> str:
    """A blocked person invites the blocker."""
    a, b = await people(world, 2)
    await b.blocks(a)
    said = await a.invites(b)
    return f"{said['__typename']}, {len(await b.received())} in the blocker's list"


async def blocker_connected(world: World) -> str:
    """Blocking somebody one is connected with."""
    a, b = await people(world, 2)
    await world.connect((a, b))
    await b.blocks(a)
    return f"{len(await a.network())} connections left"


async def deactivated(world: World) -> str:
    """A deactivated person in the network of another."""
    a, b = await people(world, 2)
    await world.connect((a, b))
    await world.deactivates(b)
    return f"{len(await a.network())} shown"


async def oneself(world: World) -> str:
    """Inviting oneself."""
    (a,) = await people(world, 1)
    return str((await a.invites(a))["__typename"])


async def connected(world: World) -> str:
    """Inviting somebody one is connected with."""
    a, b = await people(world, 2)
    await world.connect((a, b))
    return str((await a.invites(b))["__typename"])


async def removed_twice(world: World) -> str:
    """Removing twice."""
    a, b = await people(world, 2)
    await world.connect((a, b))
    await a.removes(b)
    return f"{(await a.removes(b))['__typename']}, {len(await b.network())} connections"


async def stranger_accepts(world: World) -> str:
    """A third person accepts an invitation that is not for them."""
    a, b, c = await people(world, 3)
    said = await c.accepts(await a.invitation_to(b))
    return f"{said['__typename']}, {len(await a.network())} connections"


async def expired(world: World) -> str:
    """An invitation of last year."""
    a, b = await people(world, 2)
    await a.invites(b)
    world.clock.tick(days=365)
    return f"{len(await b.received())} still waiting"


async def flood(world: World) -> str:
    """Sixty invitations of one person in a day."""
    (a,) = await people(world, 1)
    others = await world.crowd(f"{a.handle[:6]}x{number:02}" for number in range(60))
    said = [(await a.invites(other))["__typename"] for other in others]
    return f"{said.count('SendInvitationPayload')} sent, then {said[-1]} with the time from which it works again"


RACES: tuple[Case, ...] = (
    invite_invite,
    invite_four,
    accept_accept,
    accept_withdraw,
    accept_decline,
    limit,
    block_invite,
)
CASES: tuple[Case, ...] = (
    declined_seen,
    declined_again,
    five_declines,
    accept_declined,
    decline_accepted,
    accept_repeated,
    invite_repeated,
    invite_back,
    withdraw_again,
    blocked_invites,
    blocker_connected,
    deactivated,
    oneself,
    connected,
    removed_twice,
    stranger_accepts,
    flood,
    expired,
)


async def behaviour(world: World, trials: int) -> dict[str, str]:
    """Plays every case in an empty world, the races several times; returns what came of each."""
    found: dict[str, str] = {}
    for race in RACES:
        counted: Counter[str] = Counter()
        for _ in range(trials):
            counted[await race(world)] += 1
            world.clock.tick()
        found[race.__name__] = "; ".join(f"{number} × {what}" for what, number in counted.most_common())
    for case in CASES:
        found[case.__name__] = await case(world)
    return found
