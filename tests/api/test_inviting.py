"""Inviting, answering, taking back and removing, through the API."""

from datetime import timedelta
from typing import Any

import pytest

from ..world import START, World


@pytest.mark.requirement("R11")
@pytest.mark.requirement("R13")
async def test_an_invitation_is_sent_and_accepted(world: World) -> None:
    """Pending at once for both, then connected for both."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob, note="Shall we?")
    assert await ada.state(bob) == "PENDING_SENT"
    assert await bob.state(ada) == "PENDING_RECEIVED"
    assert [each["note"] for each in await bob.received()] == ["Shall we?"]
    result = await bob.accepts(invitation)
    assert result["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await ada.network() == ["bob"]
    assert await bob.network() == ["ada"]
    assert await bob.received() == []
    assert await ada.sent() == []


@pytest.mark.requirement("R5")
async def test_one_connection_is_stored_for_a_pair_whoever_invited(world: World) -> None:
    """One relationship, from the lower id to the higher, which both list."""
    ada, bob = await world.people("ada", "bob")
    await ada.accepts(await bob.invitation_to(ada))
    stored = await world.cypher("MATCH (a)-[c:CONNECTED_TO]->(b) RETURN a.id AS a, b.id AS b, c.pair AS pair")
    assert stored == [{"a": ada.id, "b": bob.id, "pair": f"{ada.id}|{bob.id}"}]


@pytest.mark.requirement("R5")
async def test_nobody_connects_with_themselves(world: World) -> None:
    """A typed error, and nothing written."""
    (ada,) = await world.people("ada")
    assert (await ada.invites(ada))["__typename"] == "NotYourself"
    assert await ada.state(ada) == "SELF"
    assert await world.cypher("MATCH (e:Event) RETURN e") == []


@pytest.mark.requirement("R11")
async def test_sending_twice_returns_the_pending_invitation_unchanged(world: World) -> None:
    """No second event, no new term, no second note."""
    ada, bob = await world.people("ada", "bob")
    first = await ada.invitation_to(bob, note="First")
    world.clock.tick(days=1)
    assert await ada.invitation_to(bob, note="Second") == first
    assert [each["note"] for each in await ada.sent()] == ["First"]
    assert len(await world.cypher("MATCH (e:Event) RETURN e.id AS id")) == 1


@pytest.mark.requirement("R12")
async def test_withdrawing_takes_the_request_from_both_lists(world: World) -> None:
    """And withdrawing again is the same success, without a new cool-down."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    assert (await ada.withdraws(invitation))["freelancer"]["viewerRelation"]["state"] == "NONE"
    assert (await bob.received(), await ada.sent()) == ([], [])
    world.clock.tick(days=3)
    assert (await ada.withdraws(invitation))["__typename"] == "WithdrawInvitationPayload"
    refused = await ada.invites(bob)
    assert refused["__typename"] == "CoolDown"
    assert refused["retryAt"] == (START + timedelta(days=7)).isoformat(timespec="microseconds").replace("+00:00", "Z")
    world.clock.tick(days=4)
    assert (await ada.invites(bob))["__typename"] == "SendInvitationPayload"


@pytest.mark.requirement("R12")
@pytest.mark.requirement("R13")
async def test_whoever_is_no_party_can_do_nothing_with_an_invitation(world: World) -> None:
    """Somebody else's invitation and one that never was are the same to the letter."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    invitation = await ada.invitation_to(bob)
    for act in (eve.accepts, eve.declines, eve.withdraws):
        theirs, nobodys = await act(invitation), await act("IN_0000000000000000")
        assert theirs == nobodys
        assert theirs["code"] == "INVITATION_GONE"
    assert (await bob.withdraws(invitation))["code"] == "INVITATION_GONE"
    assert (await ada.accepts(invitation))["code"] == "INVITATION_GONE"
    assert await bob.state(ada) == "PENDING_RECEIVED"


@pytest.mark.requirement("R13")
async def test_accepting_again_succeeds_until_the_connection_is_gone(world: World) -> None:
    """One connection, one event, whatever the repeats."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    for _ in range(2):
        assert (await bob.accepts(invitation))["__typename"] == "AcceptInvitationPayload"
    assert (await bob.declines(invitation))["code"] == "INVITATION_GONE"
    assert (await ada.withdraws(invitation))["code"] == "ALREADY_CONNECTED"
    await bob.removes(ada)
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"


@pytest.mark.requirement("R14")
async def test_inviting_whoever_invited_me_connects_us(world: World) -> None:
    """The first invitation's entry point is kept and no note is delivered."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob, entryPoint="UFS_TILE")
    result = await bob.invites(ada, note="Never read", entryPoint="NAME_SEARCH")
    assert result["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await world.cypher("MATCH ()-[c:CONNECTED_TO]->() RETURN c.entryPoint AS entry") == [{"entry": "UFS_TILE"}]
    assert await world.cypher("MATCH ()-[i:INVITED]->() RETURN i") == []


@pytest.mark.requirement("R14")
async def test_inviting_whom_one_declined_connects_the_two(world: World) -> None:
    """Its sender still sees pending, so both want it."""
    ada, bob = await world.people("ada", "bob")
    await bob.declines(await ada.invitation_to(bob))
    assert await ada.state(bob) == "PENDING_SENT"
    assert (await bob.invites(ada))["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await ada.network() == ["bob"]


@pytest.mark.requirement("R15")
async def test_an_invitation_runs_out_at_its_term_without_anything_sweeping(world: World) -> None:
    """At that very moment, for both, and without a cool-down."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    world.clock.tick(days=30, microseconds=-1)
    assert await ada.state(bob) == "PENDING_SENT"
    world.clock.tick(microseconds=1)
    assert (await ada.state(bob), await bob.state(ada)) == ("NONE", "NONE")
    assert (await ada.sent(), await bob.received()) == ([], [])
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"
    assert await ada.invitation_to(bob) != invitation


@pytest.mark.requirement("R15")
async def test_declining_again_succeeds_and_counts_once(world: World) -> None:
    """What does not wait counts nothing."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    for _ in range(3):
        assert (await bob.declines(invitation))["__typename"] == "DeclineInvitationPayload"
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"
    assert await world.cypher("MATCH ()-[d:DECLINED]->() RETURN d.times AS times") == [{"times": 1}]
    assert await bob.received() == []


@pytest.mark.requirement("R16")
async def test_after_four_declines_sending_gives_the_one_error_and_nothing_else_changes(world: World) -> None:
    """State, actions and lists stay as if nothing had happened; the other direction stays open."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    for _ in range(4):
        invitation = await ada.invitation_to(bob)
        await bob.declines(invitation)
        await ada.withdraws(invitation)
        world.clock.tick(days=8)
    refused = await ada.invites(bob)
    assert refused == await ada.invites("FL_zzzzzzzzzzzzzzzz")
    assert refused["__typename"] == "Unavailable"
    seen_bob, seen_eve = await ada.sees(bob), await ada.sees(eve)
    assert seen_bob
    assert seen_eve
    assert seen_bob["viewerRelation"] == seen_eve["viewerRelation"]
    assert (await bob.invites(ada))["__typename"] == "SendInvitationPayload"


@pytest.mark.requirement("R18")
async def test_removing_takes_the_connection_from_both_lists_and_repeats(world: World) -> None:
    """Idempotent, and an error for whoever never was connected or does not exist."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, bob))
    assert (await ada.removes(bob))["freelancer"]["viewerRelation"]["state"] == "NONE"
    assert (await ada.network(), await bob.network()) == ([], [])
    assert (await ada.removes(bob))["__typename"] == "RemoveFromNetworkPayload"
    never = await ada.removes(eve)
    assert never["__typename"] == "NotConnected"
    eve.id = "FL_zzzzzzzzzzzzzzzz"
    assert await ada.removes(eve) == never


@pytest.mark.requirement("R20")
@pytest.mark.parametrize("kind", ["CL", "AG"])
async def test_clients_and_agencies_cannot_be_added(world: World, kind: str) -> None:
    """The id itself says what it names, whether it exists or not."""
    (ada,) = await world.people("ada")
    assert (await ada.invites(f"{kind}_0000000000000001"))["__typename"] == "NotAFreelancer"


@pytest.mark.requirement("R22")
async def test_the_day_quota_counts_what_was_sent_and_tells_when_it_resets(world: World) -> None:
    """Withdrawn ones count too; a day after the first one there is room again."""
    world.settings = world.settings.model_copy(update={"invitations_per_day": 2})
    world.__post_init__()
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await ada.withdraws(await ada.invitation_to(bob))
    world.clock.tick(hours=1)
    await ada.invitation_to(eve)
    refused = await ada.invites(kim)
    assert refused["__typename"] == "QuotaReached"
    assert refused["quota"] == {"limit": 2, "remaining": 0, "resetAt": "2026-03-02T12:00:00.000000Z"}
    world.clock.tick(hours=23)
    assert (await ada.invites(kim))["__typename"] == "SendInvitationPayload"


@pytest.mark.requirement("R9")
async def test_a_full_network_refuses_on_its_owners_side_only(world: World) -> None:
    """The acceptor's own limit counts; the sender's never shows."""
    world.settings = world.settings.model_copy(update={"max_connections": 1})
    world.__post_init__()
    ada, bob, eve = await world.people("ada", "bob", "eve")
    invitation = await ada.invitation_to(bob)
    await world.connect((bob, eve))
    assert (await bob.accepts(invitation))["__typename"] == "QuotaReached"
    assert (await ada.invites(eve))["__typename"] == "QuotaReached"
    await bob.removes(eve)
    assert (await bob.accepts(invitation))["__typename"] == "AcceptInvitationPayload"


@pytest.mark.requirement("R3")
async def test_what_was_sent_while_eligible_stays_acceptable(world: World) -> None:
    """A score that falls refuses new invitations, with the reason, and nothing else."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    invitation = await ada.invitation_to(bob)
    await world.cypher("MATCH (f:Freelancer {id: $id}) SET f.jobSuccessScore = 80", id=ada.id)
    assert (await ada.invites(eve))["eligibility"] == {"missing": ["TOP_RATED"]}
    assert (await bob.accepts(invitation))["__typename"] == "AcceptInvitationPayload"


@pytest.mark.requirement("R49")
async def test_entry_point_and_steps_are_kept_and_shown_to_the_sender_alone(world: World) -> None:
    """They stand on the invitation and on its event."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob, entryPoint="PROFILE_DRAWER", steps=3)
    (sent,), (received,) = await ada.sent(), await bob.received()
    assert (sent["entryPoint"], sent["steps"]) == ("PROFILE_DRAWER", 3)
    assert (received["entryPoint"], received["steps"]) == (None, None)
    assert await world.cypher("MATCH (e:Event) RETURN e.entryPoint AS entry, e.steps AS steps") == [
        {"entry": "PROFILE_DRAWER", "steps": 3}
    ]


@pytest.mark.requirement("R24")
async def test_a_private_person_who_invites_shows_name_and_note_and_nothing_else(world: World) -> None:
    """As long as the invitation waits; before and after, a private person is nobody."""
    (ada,) = await world.people("ada", visibility="PRIVATE")
    (bob,) = await world.people("bob")
    assert await bob.sees(ada) is None
    invitation = await ada.invitation_to(bob, note="It is me")
    seen = await bob.sees(ada)
    assert seen is not None
    assert (seen["name"], seen["profile"]) == ("Ada T.", None)
    assert (await bob.received())[0]["sender"] == {"handle": "ada", "name": "Ada T.", "profile": None}
    await bob.declines(invitation)
    assert await bob.sees(ada) is None


@pytest.mark.requirement("R24")
async def test_an_invitation_sent_shows_the_name_of_then_once_its_recipient_is_hidden(world: World) -> None:
    """Private, blocking and deactivated recipients look the same in the sender's list."""
    shown: list[dict[str, Any]] = []
    for hide in (
        "MATCH (b:Freelancer {handle: 'bob'}) SET b.visibility = 'PRIVATE', b.name = 'Robert X.'",
        "MATCH (b:Freelancer {handle: 'bob'}) SET b.status = 'DEACTIVATED', b.name = 'Robert X.'",
        "MATCH (b:Freelancer {handle: 'bob'}), (a {handle: 'ada'}) CREATE (b)-[:BLOCKED]->(a) SET b.name = 'Robert X.'",
    ):
        await world.wipe()
        world.chance.seed(3)
        ada, bob = await world.people("ada", "bob")
        await ada.invitation_to(bob)
        await world.cypher(hide)
        shown.append({"sent": await ada.sent(), "seen": await ada.sees(bob)})
    assert shown[0] == shown[1] == shown[2]
    assert shown[0]["sent"][0]["recipient"] == {
        "handle": "bob",
        "name": "Bob T.",
        "profile": None,
        "viewerRelation": {"state": "PENDING_SENT"},
    }
    assert shown[0]["seen"] is None
