"""Acts at the same time: one winner, nothing broken, no deadlock with nothing tried twice, no error without a name."""

import asyncio
from pathlib import Path

import pytest

from confrere.graph.network import pair_of
from confrere.graph.queries import query

from ..erasing import erased, graves_in
from ..world import Answer, Person
from .playing import document
from .racing import at_once, names, race, seen_while_accepted
from .results import record
from .sizes import size
from .worlds import ProofWorld

WHOLE_COMMITS = 1000
COMMITS = size(6, WHOLE_COMMITS)


@pytest.mark.requirement("R14")
async def test_two_who_invite_each_other_end_connected_exactly_once(proof: ProofWorld) -> None:
    """Both are told yes, under any interleaving."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        results = await at_once(ada.invites(bob), bob.invites(ada))
        assert names(results) == ["SendInvitationPayload"] * 2
        assert (await ada.state(bob), await bob.state(ada)) == ("CONNECTED", "CONNECTED")

    await race(proof, "invite / invite", cast=2, acts=2, play=play)


@pytest.mark.requirement("R11")
async def test_inviting_many_times_at_once_leaves_one_invitation(proof: ProofWorld) -> None:
    """All are told pending, with the same invitation."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        results = await at_once(*(ada.invites(bob) for _ in range(4)))
        assert len({each["freelancer"]["viewerRelation"]["invitation"]["id"] for each in results}) == 1
        assert len(await bob.received()) == 1

    await race(proof, "invite × 4", cast=2, acts=4, play=play)


@pytest.mark.requirement("R13")
async def test_accepting_many_times_at_once_connects_once(proof: ProofWorld) -> None:
    """All are told yes."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        invitation = await ada.invitation_to(bob)
        results = await at_once(*(bob.accepts(invitation) for _ in range(8)))
        assert names(results) == ["AcceptInvitationPayload"] * 8

    await race(proof, "accept / accept", cast=2, acts=8, play=play)


@pytest.mark.requirement("R12")
async def test_accepting_and_withdrawing_at_once_has_one_winner(proof: ProofWorld) -> None:
    """Either connected and told so, or withdrawn and gone."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        invitation = await ada.invitation_to(bob)
        accepted, withdrawn = await at_once(bob.accepts(invitation), ada.withdraws(invitation))
        outcomes = (accepted["__typename"], withdrawn["__typename"])
        assert outcomes in {
            ("AcceptInvitationPayload", "AlreadyConnected"),
            ("InvitationGone", "WithdrawInvitationPayload"),
        }
        assert await ada.state(bob) == ("CONNECTED" if "Accept" in outcomes[0] else "NONE")

    await race(proof, "accept / withdraw", cast=2, acts=2, play=play)


@pytest.mark.requirement("R13")
async def test_looking_while_an_acceptance_is_committed_never_shows_nothing(proof: ProofWorld) -> None:
    """The invitation or the connection, in every moment of a commit, of few and of many by the same person."""
    for trial in range(COMMITS):
        bob, *senders = await proof.crowd(f"{who:03}at{trial:04}" for who in range((21, 101)[trial % 2]))

        async def look(bob: Person = bob, senders: list[Person] = senders) -> set[str]:
            given = {"me": bob.id, "others": [each.id for each in senders], "now": proof.clock()}
            rows = await proof.store.read(query("network/relations"), **given)
            pairs = [pair_of(bob.id, row["pair"]) for row in rows]
            return {"connected" if each.connected_since else "invited" if each.invitation else "" for each in pairs}

        assert await seen_while_accepted(proof, [(each, bob) for each in senders], look) <= {"invited", "connected"}
    record("Races", "accept / look", tried=COMMITS, whole=WHOLE_COMMITS, came="never neither of the two", adds=True)


@pytest.mark.requirement("R13")
async def test_accepting_and_declining_at_once_has_one_winner(proof: ProofWorld) -> None:
    """Whichever comes second is told that the invitation is gone, or that it was declined before."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        invitation = await ada.invitation_to(bob)
        accepted, declined = await at_once(bob.accepts(invitation), bob.declines(invitation))
        outcomes = (accepted["__typename"], declined["__typename"])
        assert outcomes in {
            ("AcceptInvitationPayload", "InvitationGone"),
            ("InvitationGone", "DeclineInvitationPayload"),
        }
        connected = outcomes[1] == "InvitationGone"
        assert await ada.state(bob) == ("CONNECTED" if connected else "PENDING_SENT")
        assert await bob.state(ada) == ("CONNECTED" if connected else "NONE")

    await race(proof, "accept / decline", cast=2, acts=2, play=play)


@pytest.mark.requirement("R16")
async def test_declines_at_once_count_once_and_end_at_four(proof: ProofWorld) -> None:
    """Four invitations, each declined four times at once; the fifth is refused and the other direction open."""
    settings = proof.settings.model_copy(update={"cool_down_days": 0})
    world = ProofWorld(proof.store, proof.driver, proof.tokens, settings)

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        for _ in range(4):
            invitation = await ada.invitation_to(bob)
            results = await at_once(*(bob.declines(invitation) for _ in range(4)))
            assert names(results) == ["DeclineInvitationPayload"] * 4
            assert names([await ada.withdraws(invitation)]) == ["WithdrawInvitationPayload"]
        assert names(await at_once(ada.invites(bob), ada.invites(bob))) == ["Unavailable"] * 2
        assert names([await bob.invites(ada)]) == ["SendInvitationPayload"]

    await race(world, "decline cap", cast=2, acts=4, play=play)
    assert await world.cypher("MATCH ()-[d:DECLINED]->() RETURN DISTINCT d.times AS times") == [{"times": 4}]


@pytest.mark.requirement("R9")
async def test_the_network_limit_holds_when_all_accept_at_once(proof: ProofWorld) -> None:
    """Three places and five invitations, answered together."""
    settings = proof.settings.model_copy(update={"max_connections": 3})
    world = ProofWorld(proof.store, proof.driver, proof.tokens, settings)

    async def play(cast: list[Person]) -> None:
        ada, *guests = cast
        invitations = [await guest.invitation_to(ada) for guest in guests]
        results = await at_once(*(ada.accepts(invitation) for invitation in invitations))
        assert names(results) == ["AcceptInvitationPayload"] * 3 + ["QuotaReached"] * 2
        assert len(await ada.network()) == 3

    await race(world, "network limit", cast=6, acts=5, play=play)


async def test_one_key_used_many_times_at_once_acts_once(proof: ProofWorld) -> None:
    """All get the first answer, and the ledger holds one event."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        results = await at_once(*(ada.invites(bob, idempotencyKey="k") for _ in range(8)))
        assert names(results) == ["SendInvitationPayload"] * 8

    await race(proof, "one idempotency key", cast=2, acts=8, play=play)
    doubled = "MATCH (e:Event) WITH e.pair AS pair, count(*) AS n WHERE n <> 1 RETURN pair, n"
    assert await proof.cypher(doubled) == []


@pytest.mark.requirement("R14")
async def test_pairs_that_share_their_people_do_not_deadlock(proof: ProofWorld) -> None:
    """Four people who all invite each other at once end all connected."""

    async def play(cast: list[Person]) -> None:
        results = await at_once(*(one.invites(other) for one in cast for other in cast if one is not other))
        assert names(results) == ["SendInvitationPayload"] * 12
        assert [len(await one.network()) for one in cast] == [3] * 4

    await race(proof, "pairs sharing neighbours", cast=4, acts=12, play=play)


@pytest.mark.requirement("R19")
async def test_blocking_and_being_invited_at_once_leaves_the_block_and_nothing_that_waits(proof: ProofWorld) -> None:
    """Whoever invites is told pending or unavailable; whoever blocks has nothing waiting either way."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        invited, blocked = await at_once(ada.invites(bob), bob.blocks(ada))
        assert blocked["__typename"] == "BlockFreelancerPayload"
        assert invited["__typename"] in {"SendInvitationPayload", "Unavailable"}
        assert await bob.state(ada) == "UNAVAILABLE"
        assert await bob.received() == []
        assert len(await ada.sent()) == (invited["__typename"] == "SendInvitationPayload")

    await race(proof, "block / invite", cast=2, acts=2, play=play)


@pytest.mark.requirement("R19")
async def test_blocking_somebody_and_inviting_them_at_once_leaves_the_block_alone(proof: ProofWorld) -> None:
    """One's own invitation is withdrawn by one's own block, or refused because of it."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        invited, blocked = await at_once(ada.invites(bob), ada.blocks(bob))
        assert blocked["__typename"] == "BlockFreelancerPayload"
        assert invited["__typename"] in {"SendInvitationPayload", "BlockedByYou"}
        assert await ada.sent() == []
        assert await bob.received() == []

    await race(proof, "block / invite by the same person", cast=2, acts=2, play=play)


@pytest.mark.requirement("R53")
async def test_erasing_and_accepting_at_once_leaves_nothing_attached(proof: ProofWorld, tmp_path: Path) -> None:
    """Accepted and erased then, or gone; once with the sender's id lower, once with the recipient's."""
    graves = graves_in(tmp_path)

    async def accepts(person: Person, invitation: str) -> Answer:
        return await person.asks(document("acceptInvitation"), input={"invitationId": invitation})

    async def play(cast: list[Person]) -> None:
        for sender, recipient in (cast[:2], cast[:1:-1]):
            invitation = await sender.invitation_to(recipient)
            accepted, _ = await asyncio.gather(accepts(recipient, invitation), erased(sender, graves))
            if accepted.codes:
                assert accepted.codes == ["CHANGED_MEANWHILE"]  # done, and undone before it could be shown
            else:
                told = accepted.data["acceptInvitation"]["__typename"]
                assert told in {"AcceptInvitationPayload", "InvitationGone"}
            assert await recipient.network() == []
            assert await recipient.received() == []
            assert await recipient.sees(sender) is None

    await race(proof, "erase / accept", cast=4, acts=2, play=play)
