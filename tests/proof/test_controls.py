"""The controls: naive acts lose the same races, so the races can be lost and the proofs of them can fail."""

from itertools import combinations

import neo4j
import pytest

from .racing import Controls, at_once, control, lost, most, seen_while_accepted
from .worlds import ProofWorld


@pytest.fixture
def controls(proof: ProofWorld, strict_driver: neo4j.AsyncDriver) -> Controls:
    """Naive acts in an empty marketplace."""
    return Controls(proof, strict_driver)


async def told(*acts: object) -> list[bool]:
    """Starts all acts together and returns who was told yes."""
    return await at_once(*acts)  # type: ignore[arg-type, return-value]  # controls tell yes or no, not what came of it


async def test_looking_first_invites_twice(controls: Controls) -> None:
    """Two who invite each other end with two invitations."""

    async def trial() -> bool:
        pairs = await controls.strangers()
        for one, other in pairs:
            await told(*(controls.acts("invite", *each) for each in [(one, other), (other, one)] * 4))
        return most(await controls.left(pairs), "invitations") > 1

    assert await lost(trial)


async def test_finding_first_accepts_twice(controls: Controls) -> None:
    """One invitation makes several connections."""

    async def trial() -> bool:
        pairs = await controls.pairs()
        for sender, recipient in pairs:
            await told(*(controls.acts("accept", recipient, sender) for _ in range(8)))
        return most(await controls.left(pairs), "connections") > 1

    assert await lost(trial)


async def test_asking_indexes_alone_shows_nothing_while_an_acceptance_is_committed(controls: Controls) -> None:
    """Neither the invitation, which is gone, nor the connection, which no index knows yet."""

    async def trial() -> bool:
        people = [each for _ in range(2) for pair in await controls.strangers() for each in pair]
        pairs = list(combinations(people, 2))

        async def look() -> set[str]:
            given = [(sender.id, recipient.id) for sender, recipient in pairs]
            return {row["seen"] for row in await controls.world.cypher(control("look"), pairs=given)}

        return "" in await seen_while_accepted(controls.world, pairs, look)

    assert await lost(trial)


@pytest.mark.parametrize("other", ["withdraw", "decline"])
async def test_finding_first_lets_both_win(controls: Controls, other: str) -> None:
    """Accepted and withdrawn, or accepted and declined: both are told yes."""

    async def trial() -> bool:
        won = 0
        for sender, recipient in await controls.pairs():
            rival = controls.acts(other, *((sender, recipient) if other == "withdraw" else (recipient, sender)))
            won += all(await told(controls.acts("accept", recipient, sender), rival))
        return won > 0

    assert await lost(trial)


async def test_comparing_first_counts_past_the_cap(controls: Controls) -> None:
    """Eight declines at once are not stopped at four."""

    async def trial() -> bool:
        pairs = await controls.pairs()
        for sender, recipient in pairs:
            await told(*(controls.acts("count_decline", recipient, sender) for _ in range(8)))
        return most(await controls.left(pairs), "declines") > 4

    assert await lost(trial)


async def test_counting_first_exceeds_the_limit(controls: Controls) -> None:
    """Eight acceptances at once are not stopped at three."""

    async def trial() -> bool:
        pairs = await controls.pairs()
        for _, recipient in pairs:
            guests = [sender for sender, other in pairs if other is not recipient][:8]
            await told(*(controls.acts("accept_within_limit", recipient, guest, limit=3) for guest in guests))
        return most(await controls.left(pairs), "network") > 3

    assert await lost(trial)


async def test_deleting_first_leaves_a_block_beside_an_invitation(controls: Controls) -> None:
    """The invitation that was not there yet when the block looked."""

    async def trial() -> bool:
        pairs = await controls.strangers()
        for one, other in pairs:
            await told(controls.acts("invite", one, other), controls.acts("block", other, one))
        return any(row["blocks"] and row["invitations"] for row in await controls.left(pairs))

    assert await lost(trial)


async def test_marking_without_a_lock_leaves_a_connection_of_an_erased_person(controls: Controls) -> None:
    """The connection that was not there yet when the erasure looked."""

    async def trial() -> bool:
        pairs = await controls.pairs()
        for sender, recipient in pairs:
            await told(controls.acts("accept", recipient, sender), controls.acts("erase", sender, sender))
        return any(row["status"] == "ERASED" and row["connections"] for row in await controls.left(pairs))

    assert await lost(trial)


async def test_locking_whoever_acts_first_deadlocks(controls: Controls) -> None:
    """Two who lock themselves and then each other wait for each other."""

    async def trial() -> bool:
        for one, other in await controls.pairs():
            await told(*(controls.acts("lock_sender_first", *each) for each in [(one, other), (other, one)] * 4))
        return controls.deadlocks > 0

    assert await lost(trial)
