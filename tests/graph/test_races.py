"""Acts at the same time: one winner, no deadlock, and a naive control that does lose."""

import asyncio
from typing import Any

import pytest

from ..world import Data, World

TRIALS = 12
NAIVE = (
    "MATCH (a:Freelancer {id: $a}) WITH a MATCH (b:Freelancer {id: $b}) "
    "WHERE NOT EXISTS { (a)-[:NAIVE]-(b) } CREATE (a)-[:NAIVE]->(b)"
)


async def at_once(*acts: Any) -> list[Any]:
    """Starts all acts together and returns what came of each."""
    return list(await asyncio.gather(*acts))


def names(results: list[Data]) -> list[str]:
    """Sorted outcomes."""
    return sorted(each["__typename"] for each in results)


async def counts(world: World) -> dict[str, int]:
    """What stands in the graph."""
    rows = await world.cypher("MATCH ()-[r]->() RETURN type(r) AS kind, count(*) AS n")
    return {row["kind"]: row["n"] for row in rows if row["kind"] not in {"HAS_RECORD", "MIGRATED_TO"}}


@pytest.mark.requirement("R14")
async def test_two_who_invite_each_other_at_once_end_connected_exactly_once(world: World) -> None:
    """Under any interleaving."""
    for trial in range(TRIALS):
        ada, bob = await world.people(f"ada{trial}", f"bob{trial}")
        results = await at_once(ada.invites(bob), bob.invites(ada))
        assert names(results) == ["SendInvitationPayload"] * 2
        assert (await ada.state(bob), await bob.state(ada)) == ("CONNECTED", "CONNECTED")
    assert await counts(world) == {"CONNECTED_TO": TRIALS}


async def test_checking_first_and_creating_then_does_lose(world: World) -> None:
    """The control: without the lock the same race leaves doubles."""
    for trial in range(TRIALS):
        ada, bob = await world.people(f"ada{trial}", f"bob{trial}")
        await at_once(
            *(world.cypher(NAIVE, a=ada.id, b=bob.id) for _ in range(4)),
            *(world.cypher(NAIVE, a=bob.id, b=ada.id) for _ in range(4)),
        )
    assert (await counts(world))["NAIVE"] > TRIALS


@pytest.mark.requirement("R13")
async def test_accepting_eight_times_at_once_connects_once(world: World) -> None:
    """All are told yes, and the ledger holds one event."""
    for trial in range(TRIALS):
        ada, bob = await world.people(f"ada{trial}", f"bob{trial}")
        invitation = await ada.invitation_to(bob)
        results = await at_once(*(bob.accepts(invitation) for _ in range(8)))
        assert names(results) == ["AcceptInvitationPayload"] * 8
    events = await world.cypher("MATCH (e:Event {kind: 'INVITATION_ACCEPTED'}) RETURN count(e) AS n")
    assert events == [{"n": TRIALS}]


@pytest.mark.requirement("R12")
async def test_accepting_and_withdrawing_at_once_has_one_winner(world: World) -> None:
    """Either connected and told so, or withdrawn and gone."""
    for trial in range(TRIALS):
        ada, bob = await world.people(f"ada{trial}", f"bob{trial}")
        invitation = await ada.invitation_to(bob)
        accepted, withdrawn = await at_once(bob.accepts(invitation), ada.withdraws(invitation))
        outcomes = (accepted["__typename"], withdrawn["__typename"])
        assert outcomes in {
            ("AcceptInvitationPayload", "AlreadyConnected"),
            ("InvitationGone", "WithdrawInvitationPayload"),
        }
        assert await ada.state(bob) == ("CONNECTED" if "Accept" in outcomes[0] else "NONE")


@pytest.mark.requirement("R16")
async def test_declining_at_once_counts_once(world: World) -> None:
    """Eight answers to one invitation."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    results = await at_once(*(bob.declines(invitation) for _ in range(8)))
    assert names(results) == ["DeclineInvitationPayload"] * 8
    assert await world.cypher("MATCH ()-[d:DECLINED]->() RETURN d.times AS times") == [{"times": 1}]


@pytest.mark.requirement("R9")
async def test_the_network_limit_holds_when_all_accept_at_once(world: World) -> None:
    """Three places, eight invitations accepted together."""
    world.settings = world.settings.model_copy(update={"max_connections": 3})
    world.__post_init__()
    (ada,) = await world.people("ada")
    guests = [await world.person(f"guest{number}") for number in range(8)]
    invitations = [await guest.invitation_to(ada) for guest in guests]
    results = await at_once(*(ada.accepts(invitation) for invitation in invitations))
    assert names(results) == ["AcceptInvitationPayload"] * 3 + ["QuotaReached"] * 5
    assert len(await ada.network()) == 3


async def test_one_key_used_by_eight_requests_at_once_acts_once(world: World) -> None:
    """All get the first answer."""
    ada, bob = await world.people("ada", "bob")
    results = await at_once(*(ada.invites(bob, idempotencyKey="k") for _ in range(8)))
    assert names(results) == ["SendInvitationPayload"] * 8
    assert await world.cypher("MATCH (e:Event) RETURN count(e) AS n") == [{"n": 1}]


async def test_pairs_that_share_their_people_do_not_deadlock(world: World) -> None:
    """Eight people who all invite each other at once end all connected."""
    people = [await world.person(f"p{number:02}") for number in range(8)]
    results = await at_once(*(one.invites(other) for one in people for other in people if one is not other))
    assert names(results) == ["SendInvitationPayload"] * 56
    assert await counts(world) == {"CONNECTED_TO": 28}
