"""How races are run: many casts at once, so that sixteen acts are in flight, and what must hold at the end."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import neo4j
from neo4j.exceptions import Neo4jError, TransientError

from ..world import Data, Person
from .results import record
from .sizes import size
from .strict import Strict
from .worlds import ProofWorld

WORKERS = 16
TRIALS = size(60, 10_000)
CONTROL_TRIALS = 16
ROUNDS = 25
"""How often a control may win before a race counts as one that cannot be lost."""
RARE = 0.002
"""Share of acts that may meet in the chains of the storage."""
WHOLE = 10_000
HERE = Path(__file__).parent

Play = Callable[[list[Person]], Awaitable[None]]
Pair = tuple[Person, Person]


async def at_once(*acts: Awaitable[Data]) -> list[Data]:
    """Starts all acts together and returns what came of each."""
    return list(await asyncio.gather(*acts))


def names(results: Sequence[Data]) -> list[str]:
    """Sorted outcomes."""
    return sorted(each["__typename"] for each in results)


async def race(world: ProofWorld, what: str, *, cast: int, acts: int, play: Play, trials: int = TRIALS) -> None:
    """Plays a race again and again with people of its own, and looks for whatever it broke.

    A deadlock or an error that is no refusal fails the act itself: the store tries nothing twice, but for what met in
    the chains of Neo4j's storage, which is counted and must be rare.

    Args:
        world: where.
        what: what races, for the table.
        cast: people in one trial.
        acts: acts that one trial starts at once.
        play: one trial.
        trials: how many.
    """
    lanes = max(1, WORKERS // acts)
    chained = _chained(world)
    for start in range(0, trials, lanes):
        numbers = range(start, min(start + lanes, trials))
        people = await world.crowd(f"{who:02}r{number:05}" for number in numbers for who in range(cast))
        await asyncio.gather(*(play(people[at : at + cast]) for at in range(0, len(people), cast)))
    found = await broken(world)
    assert not found, found
    begun_again = _chained(world) - chained
    assert begun_again <= max(RARE * trials * acts, 3), f"{begun_again} acts met in the chains of the storage"
    came = "0 broken, 0 deadlocks, 0 unmapped errors, one winner each"
    if begun_again:
        came += f"; {begun_again} of {trials * acts:,} acts met in the storage's chains and were begun again"
    record("Races", what, tried=trials, whole=WHOLE, came=came, adds=True)


def _chained(world: ProofWorld) -> int:
    assert isinstance(world.store, Strict)
    return world.store.chained


async def broken(world: ProofWorld) -> list[Data]:
    """Whatever in the graph breaks a rule."""
    return await world.cypher((HERE / "checks/broken.cypher").read_text("utf-8"))


def control(name: str) -> str:
    """The Cypher of a control."""
    return (HERE / f"controls/{name}.cypher").read_text("utf-8")


class Controls:
    """Naive versions of the acts, run in the same way; each race must be able to be lost."""

    def __init__(self, world: ProofWorld, driver: neo4j.AsyncDriver) -> None:
        self.world = world
        self.driver = driver
        self.deadlocks = 0
        self.numbers = count()

    async def strangers(self) -> list[Pair]:
        """Pairs of fresh people."""
        numbers = [next(self.numbers) for _ in range(CONTROL_TRIALS)]
        people = await self.world.crowd(f"{who}c{number:05}" for number in numbers for who in "ab")
        return list(zip(people[::2], people[1::2], strict=True))

    async def pairs(self) -> list[Pair]:
        """Fresh senders and recipients with an invitation between each two."""
        pairs = await self.strangers()
        await self.world.cypher(control("set"), pairs=[(sender.id, recipient.id) for sender, recipient in pairs])
        return pairs

    async def acts(self, name: str, me: Person, other: Person, **more: Any) -> bool:
        """Runs a control and tells whether the caller is told yes."""
        try:
            done = await self.driver.execute_query(control(name), {"me": me.id, "other": other.id, **more})  # pyright: ignore[reportCallIssue, reportArgumentType]  # tests write theirs
        except TransientError as refused:
            self.deadlocks += "Deadlock" in (refused.code or "")
            return False
        except Neo4jError:
            return False
        return bool(done.records)

    async def left(self, pairs: Sequence[Pair]) -> list[Data]:
        """What stands between each two now."""
        return await self.world.cypher(control("left"), pairs=[(one.id, other.id) for one, other in pairs])


async def lost(trial: Callable[[], Awaitable[bool]]) -> bool:
    """Plays rounds of a control until one shows the fault, for on a busy machine two acts may miss each other."""
    for _ in range(ROUNDS):
        if await trial():
            return True
    return False


async def seen_while_accepted(
    world: ProofWorld, pairs: Sequence[Pair], look: Callable[[], Awaitable[set[str]]]
) -> set[str]:
    """Looks on without pause, two at a time, while invitations from sender to recipient are accepted in one commit."""
    given: Data = {"pairs": [(sender.id, recipient.id) for sender, recipient in pairs], "now": world.clock()}
    await world.cypher(control("set_invited"), **given)
    seen = await look()  # before the acceptance, which would be over before the first look is planned
    doing = asyncio.ensure_future(world.cypher(control("accept_together"), **given))

    async def looks() -> None:
        while not doing.done():
            seen.update(await look())

    await asyncio.gather(looks(), looks())
    assert await doing == [{"made": len(pairs)}]
    return seen


def most(rows: Sequence[Data], column: str) -> int:
    """The largest value of a column of counts."""
    return max(int(row[column]) for row in rows)
