"""The rules of inviting, by every detour: four declines, stale answers, floods, lost eligibility, scores."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from ..world import Person
from .worlds import ProofWorld

Detour = Callable[[ProofWorld, Person, Person], Awaitable[None]]


def patient(proof: ProofWorld, **changes: object) -> ProofWorld:
    """The same world with other settings, and no cool-down unless told."""
    settings = proof.settings.model_copy(update={"cool_down_days": 0, **changes})
    return ProofWorld(proof.store, proof.driver, proof.tokens, settings)


async def declined(ada: Person, bob: Person, times: int) -> None:
    """Ada invites and Bob declines, again and again."""
    for _ in range(times):
        invitation = await ada.invitation_to(bob)
        await bob.declines(invitation)
        await ada.withdraws(invitation)


async def at_once(_world: ProofWorld, _ada: Person, _bob: Person) -> None:
    """Ada simply tries again."""


async def after_the_term(world: ProofWorld, _ada: Person, _bob: Person) -> None:
    """Ada waits for two months."""
    world.clock.tick(days=62)


async def after_a_connection(_world: ProofWorld, ada: Person, bob: Person) -> None:
    """Bob invites Ada himself, they connect, and she removes him."""
    assert (await ada.accepts(await bob.invitation_to(ada)))["__typename"] == "AcceptInvitationPayload"
    await ada.removes(bob)


async def after_a_block(_world: ProofWorld, ada: Person, bob: Person) -> None:
    """Ada blocks Bob and takes it back."""
    await ada.blocks(bob)
    await ada.unblocks(bob)


async def after_a_return(world: ProofWorld, ada: Person, _bob: Person) -> None:
    """Ada's account is closed and opened again."""
    await world.deactivates(ada)
    await world.reactivates(ada)


async def after_a_change_of_name(world: ProofWorld, ada: Person, _bob: Person) -> None:
    """Ada takes another handle, name and address."""
    text = "MATCH (a:Freelancer {id: $id}) SET a.handle = 'ava', a.name = 'Ava T.', a.emailKey = 'ava@example.com'"
    await world.cypher(text, id=ada.id)


DETOURS: dict[str, Detour] = {
    "at once": at_once,
    "after the term": after_the_term,
    "after a connection": after_a_connection,
    "after a block": after_a_block,
    "after a return": after_a_return,
    "after a change of name": after_a_change_of_name,
}


@pytest.mark.attack(49)
@pytest.mark.requirement("R16")
@pytest.mark.parametrize("detour", DETOURS)
async def test_after_four_declines_no_detour_leads_to_a_fifth(proof: ProofWorld, detour: str) -> None:
    """Refused as if there were nobody; the other direction is open."""
    world = patient(proof)
    ada, bob = await world.people("ada", "bob")
    await declined(ada, bob, 4)
    await DETOURS[detour](world, ada, bob)
    assert await ada.invites(bob) == await ada.invites("FL_0000000000000000")
    assert (await bob.invites(ada))["__typename"] == "SendInvitationPayload"


@pytest.mark.attack(49)
@pytest.mark.requirement("R16")
@pytest.mark.parametrize("detour", DETOURS)
async def test_after_three_declines_a_fourth_invitation_arrives(proof: ProofWorld, detour: str) -> None:
    """The count is exact."""
    world = patient(proof)
    ada, bob = await world.people("ada", "bob")
    await declined(ada, bob, 3)
    await DETOURS[detour](world, ada, bob)
    assert (await ada.invites(bob))["__typename"] == "SendInvitationPayload"
    assert [each["sender"]["handle"] for each in await bob.received()] in (["ada"], ["ava"])


async def accepted(_world: ProofWorld, ada: Person, bob: Person, invitation: str) -> None:
    """Accepted, and removed again."""
    await bob.accepts(invitation)
    await ada.removes(bob)


async def withdrawn(_world: ProofWorld, ada: Person, _bob: Person, invitation: str) -> None:
    """Taken back."""
    await ada.withdraws(invitation)


async def turned_down(_world: ProofWorld, _ada: Person, bob: Person, invitation: str) -> None:
    """Declined."""
    await bob.declines(invitation)


async def expired(world: ProofWorld, _ada: Person, _bob: Person, _invitation: str) -> None:
    """Run out."""
    world.clock.tick(days=30)


async def blocked(_world: ProofWorld, _ada: Person, bob: Person, _invitation: str) -> None:
    """Its recipient blocks its sender."""
    await bob.blocks(_ada)


async def blocking(_world: ProofWorld, ada: Person, bob: Person, _invitation: str) -> None:
    """Its sender blocks its recipient."""
    await ada.blocks(bob)


async def closed(world: ProofWorld, ada: Person, _bob: Person, _invitation: str) -> None:
    """Its sender's account is closed."""
    await world.deactivates(ada)


ENDS = {each.__name__: each for each in (accepted, withdrawn, turned_down, expired, blocked, blocking, closed)}


@pytest.mark.attack(51)
@pytest.mark.requirement("R13")
@pytest.mark.parametrize("end", ENDS)
async def test_an_invitation_that_no_longer_waits_cannot_be_accepted(proof: ProofWorld, end: str) -> None:
    """Whatever the cause, it is gone, and nobody is connected."""
    ada, bob = await proof.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await ENDS[end](proof, ada, bob, invitation)
    assert (await bob.accepts(invitation))["__typename"] == "InvitationGone"
    assert await bob.network() == []


@pytest.mark.attack(51)
@pytest.mark.requirement("R9")
async def test_nobody_accepts_above_the_limit(proof: ProofWorld) -> None:
    """One place, two invitations."""
    world = patient(proof, max_connections=1)
    ada, bob, eve = await world.people("ada", "bob", "eve")
    first, second = await bob.invitation_to(ada), await eve.invitation_to(ada)
    assert (await ada.accepts(first))["__typename"] == "AcceptInvitationPayload"
    assert (await ada.accepts(second))["__typename"] == "QuotaReached"
    assert await ada.network() == ["bob"]


@pytest.mark.attack(52)
@pytest.mark.requirement("R22")
@pytest.mark.parametrize("limit", ["invitations_per_day", "invitations_outstanding"])
async def test_a_flood_of_invitations_ends_at_the_limit(proof: ProofWorld, limit: str) -> None:
    """Five, and the sixth is refused; withdrawing makes room for what is open, and for nothing of the day."""
    world = patient(proof, **{limit: 5})
    ada, *others = await world.crowd(f"p{number}" for number in range(8))
    told = [await ada.invites(other) for other in others]
    assert [each["__typename"] for each in told] == ["SendInvitationPayload"] * 5 + ["QuotaReached"] * 2
    await ada.withdraws(told[0]["freelancer"]["viewerRelation"]["invitation"]["id"])
    after = "QuotaReached" if limit == "invitations_per_day" else "SendInvitationPayload"
    assert (await ada.invites(others[6]))["__typename"] == after


LOSSES = {
    "score": "SET f.jobSuccessScore = 89",
    "no score": "REMOVE f.jobSuccessScore",
    "weeks": "SET f.topRatedWeeks = 12",
    "job invites": "SET r.jobInvitedAt = r.jobInvitedAt[..9]",
    "earnings": "SET r.earnedMinor = [each IN r.earnedMinor | 11111]",
    "currency without a rate": "SET r.currency = 'XXX'",  # ISO 4217 for "no currency": no rate can have it
}


@pytest.mark.attack(53)
@pytest.mark.requirement("R3")
@pytest.mark.parametrize("loss", LOSSES)
async def test_whoever_is_no_longer_eligible_sends_nothing_new(proof: ProofWorld, loss: str) -> None:
    """And what was sent before stays acceptable."""
    ada, bob, eve = await proof.people("ada", "bob", "eve")
    invitation = await ada.invitation_to(bob)
    await proof.cypher(f"MATCH (f:Freelancer {{id: $id}})-[:HAS_RECORD]->(r) {LOSSES[loss]}", id=ada.id)
    assert (await ada.invites(eve))["__typename"] == "NotEligible"
    assert (await bob.accepts(invitation))["__typename"] == "AcceptInvitationPayload"


@pytest.mark.attack(54)
@pytest.mark.requirement("R21")
@pytest.mark.parametrize("end", ENDS)
async def test_no_act_moves_a_job_success_score(proof: ProofWorld, end: str) -> None:
    """Whatever becomes of an invitation."""
    scores = "MATCH (f:Freelancer) RETURN f.handle AS handle, f.jobSuccessScore AS score ORDER BY handle"
    ada, bob = await proof.people("ada", "bob")
    before = await proof.cypher(scores)
    await ENDS[end](proof, ada, bob, await ada.invitation_to(bob))
    assert await proof.cypher(scores) == before


@pytest.mark.attack(74)
@pytest.mark.parametrize("back", [timedelta(microseconds=1), timedelta(hours=1), timedelta(days=400)])
async def test_a_clock_that_runs_back_does_not_turn_the_ledger_round(proof: ProofWorld, back: timedelta) -> None:
    """Later acts stay later, and what people are shown is the time of the act."""
    ada, bob = await proof.people("ada", "bob")
    await ada.withdraws(await ada.invitation_to(bob))
    proof.clock.now -= back
    settings = proof.settings.model_copy(update={"cool_down_days": 0, "audience": "EVERYONE"})
    earlier = ProofWorld(proof.store, proof.driver, proof.tokens, settings, clock=proof.clock, chance=proof.chance)
    again = Person(earlier, ada.id, ada.handle)
    assert (await again.invites(bob))["__typename"] == "SendInvitationPayload"
    kinds = await proof.cypher("MATCH (e:Event) RETURN e.kind AS kind ORDER BY e.at")
    assert [each["kind"] for each in kinds] == ["INVITATION_SENT", "INVITATION_WITHDRAWN", "INVITATION_SENT"]
    (sent,) = await again.sent()
    assert sent["sentAt"] == proof.clock.now.isoformat(timespec="microseconds").replace("+00:00", "Z")
