"""Private profiles: who sees what of them, from the next request on (R24, R25)."""

import pytest

from ..world import World

NETWORK = """query($id: ID!) { freelancer(by: {id: $id}) {
  network(first: 9) { totalCount nodes { handle } }
  viewerRelation { mutualConnections(first: 9) { totalCount nodes { handle } } } } }"""
INVITER = """query($id: ID!) { freelancer(by: {id: $id}) { name notice profile { headline }
  network(first: 9) { totalCount }
  viewerRelation { state mutualConnections(first: 9) { totalCount nodes { handle } } } } }"""


@pytest.mark.requirement("R25")
async def test_going_private_hides_from_strangers_at_once_and_going_public_restores(world: World) -> None:
    """Connections go on seeing the profile in their network."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, bob))
    before = await eve.sees(ada)
    assert (await ada.goes("PRIVATE"))["viewer"] == {"profileVisibility": "PRIVATE"}
    assert await eve.sees(ada) is None
    assert await eve.invites(ada) == await eve.invites("FL_zzzzzzzzzzzzzzzz")
    seen = await bob.sees(ada)
    assert seen is not None
    assert (seen["profile"], seen["viewerRelation"]["state"]) == ({"headline": "What Ada does"}, "CONNECTED")
    assert await bob.network() == ["ada"]
    await ada.goes("PUBLIC")
    assert await eve.sees(ada) == before


@pytest.mark.requirement("R24")
async def test_a_private_person_stands_in_nobody_elses_lists(world: World) -> None:
    """Neither in the network of a common friend nor among mutual connections, for anyone; counts agree."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await world.connect((ada, bob), (ada, eve), (bob, eve), (kim, bob), (kim, eve), (kim, ada))
    await eve.goes("PRIVATE")
    for viewer in (ada, kim):
        seen = (await viewer.asks(NETWORK, id=bob.id)).data["freelancer"]
        assert "eve" not in {each["handle"] for each in seen["network"]["nodes"]}
        assert seen["network"]["totalCount"] == 2
        assert {each["handle"] for each in seen["viewerRelation"]["mutualConnections"]["nodes"]} <= {"ada", "kim"}
        assert seen["viewerRelation"]["mutualConnections"]["totalCount"] == 1
    assert sorted(await bob.network()) == ["ada", "eve", "kim"]


@pytest.mark.requirement("R24")
async def test_whoever_a_private_person_invited_sees_name_note_and_the_notice(world: World) -> None:
    """No profile, no network, no connection in common, though there is one."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, eve), (bob, eve))
    await ada.goes("PRIVATE")
    await ada.invitation_to(bob, note="It is me")
    assert (await bob.asks(INVITER, id=ada.id)).data["freelancer"] == {
        "name": "Ada T.",
        "notice": "PRIVATE_PROFILE",
        "profile": None,
        "network": None,
        "viewerRelation": {
            "state": "PENDING_RECEIVED",
            "mutualConnections": {"totalCount": 0, "nodes": []},
        },
    }
    text = "{ viewer { invitationsReceived(first: 5) { nodes { note sender { name notice } } } } }"
    (waiting,) = (await bob.asks(text)).data["viewer"]["invitationsReceived"]["nodes"]
    assert waiting == {"note": "It is me", "sender": {"name": "Ada T.", "notice": "PRIVATE_PROFILE"}}


@pytest.mark.requirement("R24")
async def test_the_link_to_a_private_inviter_works_while_the_invitation_is_pending(world: World) -> None:
    """It ends with the withdrawal, the answer and the term."""
    ada, bob = await world.people("ada", "bob")
    await ada.goes("PRIVATE")
    invitation = await ada.invitation_to(bob)
    assert await bob.sees(ada) is not None
    await ada.withdraws(invitation)
    assert await bob.sees(ada) is None
    world.clock.tick(days=8)
    await ada.invitation_to(bob)
    assert await bob.sees(ada) is not None
    world.clock.tick(days=30)
    assert await bob.sees(ada) is None


@pytest.mark.requirement("R24")
async def test_an_invitation_outlives_its_sender_going_private(world: World) -> None:
    """It waits, with the notice in place of the profile, and can be accepted."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await ada.goes("PRIVATE")
    assert await bob.state(ada) == "PENDING_RECEIVED"
    assert (await bob.accepts(invitation))["freelancer"] == {
        "handle": "ada",
        "viewerRelation": {"state": "CONNECTED"},
    }
    assert await bob.network() == ["ada"]


@pytest.mark.requirement("R24")
async def test_an_invitation_sent_before_goes_on_showing_pending(world: World) -> None:
    """By the name of then and without profile; the private recipient may still accept it."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await bob.goes("PRIVATE")
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.name = 'Robert X.'", id=bob.id)
    (sent,) = await ada.sent()
    assert sent["recipient"] == {
        "handle": "bob",
        "name": "Bob T.",
        "profile": None,
        "viewerRelation": {"state": "PENDING_SENT"},
    }
    assert await ada.invitation_to(bob) == invitation
    assert (await bob.accepts(invitation))["__typename"] == "AcceptInvitationPayload"
    assert await ada.network() == ["bob"]


@pytest.mark.requirement("R24")
async def test_a_private_freelancer_can_invite_whom_they_declined_no_more_than_they_see(world: World) -> None:
    """Whoever set a private person's invitation aside sees nobody, so inviting gives the one error."""
    ada, bob = await world.people("ada", "bob")
    await ada.goes("PRIVATE")
    await bob.declines(await ada.invitation_to(bob))
    assert await bob.invites(ada) == await bob.invites("FL_zzzzzzzzzzzzzzzz")


@pytest.mark.requirement("R25")
async def test_setting_the_visibility_repeats_and_a_client_has_none(world: World) -> None:
    """One event for one change; a client is told that it is no freelancer."""
    (ada,) = await world.people("ada")
    for _ in range(2):
        await ada.goes("PRIVATE")
    events = await world.cypher("MATCH (e:Event) RETURN e.kind AS kind, e.visibility AS visibility, e.a AS a")
    assert events == [{"kind": "VISIBILITY_SET", "visibility": "PRIVATE", "a": ada.id}]
    await world.cypher("CREATE (:Client {id: 'CL_0000000000000000', handle: 'client', status: 'ACTIVE'})")
    ada.id = "CL_0000000000000000"
    assert (await ada.goes("PUBLIC"))["__typename"] == "NotAFreelancer"


@pytest.mark.requirement("R25")
async def test_a_key_repeats_the_first_setting_only_even_one_that_changed_nothing(world: World) -> None:
    """Public already, then private, then the first request again: private it stays."""
    (ada,) = await world.people("ada")
    await ada.goes("PUBLIC", idempotencyKey="k")
    await ada.goes("PRIVATE")
    await ada.goes("PUBLIC", idempotencyKey="k")
    assert (await ada.asks("{ viewer { profileVisibility } }")).data == {"viewer": {"profileVisibility": "PRIVATE"}}
