"""Deactivation and reactivation by the marketplace (R23)."""

import asyncio

import pytest

from ..world import Person, World

pytestmark = pytest.mark.requirement("R23")


async def test_a_deactivated_person_is_hidden_even_from_their_connections(world: World) -> None:
    """And back in every list once reactivated, with the connection as it was."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, bob), (ada, eve))
    before = await ada.lists()
    await world.deactivates(bob)
    assert await ada.network() == ["eve"]
    assert await ada.sees(bob) is None
    await world.reactivates(bob)
    assert await ada.lists() == before
    assert await bob.network() == ["ada"]


async def test_invitations_they_sent_disappear_as_if_withdrawn_without_cool_down(world: World) -> None:
    """They do not come back with their sender, who may send anew at once."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await world.deactivates(ada)
    assert await bob.received() == []
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"
    await world.reactivates(ada)
    assert (await bob.received(), await ada.sent()) == ([], [])
    assert (await ada.state(bob), await bob.state(ada)) == ("NONE", "NONE")
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"
    assert (await bob.declines(invitation))["code"] == "INVITATION_GONE"
    assert (await ada.withdraws(invitation))["__typename"] == "WithdrawInvitationPayload"
    again = await ada.invitation_to(bob)
    assert again != invitation
    assert [each["id"] for each in await bob.received()] == [again]


async def test_an_invitation_that_is_gone_so_connects_nobody(world: World) -> None:
    """The other's invitation to the sender who came back is an ordinary one."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob)
    await world.deactivates(ada)
    await world.reactivates(ada)
    assert (await bob.invites(ada))["freelancer"]["viewerRelation"]["state"] == "PENDING_SENT"
    assert await ada.state(bob) == "PENDING_RECEIVED"


async def test_the_quota_of_a_sender_who_came_back_counts_what_shows_pending(world: World) -> None:
    """None outstanding; what was sent in the last 24 hours was sent."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob)
    await world.deactivates(ada)
    await world.reactivates(ada)
    text = """{ viewer { o: quota(kind: INVITATIONS_OUTSTANDING) { remaining }
      d: quota(kind: INVITATIONS_PER_DAY) { remaining } n: quota(kind: NETWORK_SIZE) { remaining } } }"""
    assert (await ada.asks(text)).data["viewer"] == {
        "o": {"remaining": 300},
        "d": {"remaining": 49},
        "n": {"remaining": 30_000},
    }


async def test_invitations_to_them_go_on_showing_pending_and_wait_no_more(world: World) -> None:
    """By the name of then; after reactivation only the sender sees them, and an invitation back connects."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await world.deactivates(bob)
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.name = 'Robert X.'", id=bob.id)
    (sent,) = await ada.sent()
    assert (sent["id"], sent["recipient"]["name"]) == (invitation, "Bob T.")
    await world.reactivates(bob)
    assert await bob.received() == []
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"
    assert (await ada.state(bob), await bob.state(ada)) == ("PENDING_SENT", "NONE")
    assert (await bob.invites(ada))["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await ada.network() == ["bob"]


async def test_what_shows_pending_can_be_withdrawn_while_the_recipient_is_deactivated(world: World) -> None:
    """And the cool-down runs as ever."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await world.deactivates(bob)
    assert await ada.withdraws(invitation) == {"__typename": "WithdrawInvitationPayload", "freelancer": None}
    assert await ada.sent() == []
    await world.reactivates(bob)
    assert (await ada.invites(bob))["__typename"] == "CoolDown"


async def test_a_deactivated_connection_can_be_removed(world: World) -> None:
    """Like one whose block ended the connection; it does not come back then."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    await world.deactivates(bob)
    assert await ada.removes(bob) == {
        "__typename": "RemoveFromNetworkPayload",
        "removedFreelancerId": bob.id,
        "freelancer": None,
    }
    await world.reactivates(bob)
    assert (await ada.network(), await bob.network()) == ([], [])


async def test_a_deactivated_person_cannot_act(world: World) -> None:
    """Nothing is written for them, whatever they try."""
    ada, bob = await world.people("ada", "bob")
    invitation = await bob.invitation_to(ada)
    await world.deactivates(ada)
    before = await world.cypher("MATCH (e:Event) RETURN count(e) AS n")
    texts = {
        "sendInvitation": {"freelancerId": bob.id, "entryPoint": "NETWORK_PAGE", "steps": 1},
        "acceptInvitation": {"invitationId": invitation},
        "declineInvitation": {"invitationId": invitation},
        "blockFreelancer": {"freelancerId": bob.id},
        "setProfileVisibility": {"visibility": "PRIVATE"},
        "dismissTooltip": {"tooltip": "NETWORK_CTA"},
    }
    for name, given in texts.items():
        kind = name[0].upper() + name[1:]
        text = f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ __typename }} }}"
        answer = await ada.asks(text, input=given)
        assert answer.codes == ["ACCOUNT_CLOSED"], name
    assert await world.cypher("MATCH (e:Event) RETURN count(e) AS n") == before


async def test_a_reactivation_may_exceed_the_limit_and_then_nothing_is_added(world: World) -> None:
    """Until the number of visible connections falls below it again (R9)."""
    world.settings = world.settings.model_copy(update={"max_connections": 2})
    world.__post_init__()
    ada, bob, eve, kim, zoe = await world.people("ada", "bob", "eve", "kim", "zoe")
    await world.connect((ada, bob), (ada, eve))
    invitation = await zoe.invitation_to(ada)
    assert (await ada.accepts(invitation))["__typename"] == "QuotaReached"
    await world.deactivates(bob)
    assert (await ada.accepts(invitation))["__typename"] == "AcceptInvitationPayload"
    await world.reactivates(bob)
    assert sorted(await ada.network()) == ["bob", "eve", "zoe"]
    waiting = await kim.invitation_to(ada)
    for _ in range(2):
        assert (await ada.accepts(waiting))["__typename"] == "QuotaReached"
        await ada.removes(zoe)
    await ada.removes(eve)
    assert (await ada.accepts(waiting))["__typename"] == "AcceptInvitationPayload"


async def test_only_administrators_deactivate(world: World) -> None:
    """Whoever lacks the role learns nothing of the person, who stays as they are."""
    ada, bob = await world.people("ada", "bob")
    text = "mutation($input: DeactivateFreelancerInput!) { deactivateFreelancer(input: $input) { __typename } }"
    for id in (bob.id, "FL_zzzzzzzzzzzzzzzz"):
        answer = await ada.asks(text, input={"freelancerId": id})
        assert answer.codes == ["FORBIDDEN"]
    assert await ada.state(bob) == "NONE"


async def test_deactivating_repeats_and_names_of_nobody_are_not_found(world: World) -> None:
    """One event each way; unknown and erased people are the same."""
    ada, bob = await world.people("ada", "bob")
    for name in ("deactivateFreelancer", "reactivateFreelancer"):
        for _ in range(2):
            assert (await world.marketplace(name, ada)).data
    kinds = await world.cypher("MATCH (e:Event {a: $id}) RETURN e.kind AS kind, e.by AS by ORDER BY e.at", id=ada.id)
    assert [each["kind"] for each in kinds] == ["FREELANCER_DEACTIVATED", "FREELANCER_REACTIVATED"]
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.status = 'ERASED'", id=bob.id)
    nobody = Person(world, "FL_zzzzzzzzzzzzzzzz", "nobody")
    told = [(await world.marketplace("reactivateFreelancer", each)).data for each in (bob, nobody)]
    assert told[0] == told[1]
    assert told[0]["reactivateFreelancer"]["code"] == "NOT_FOUND"


async def test_a_key_repeats_the_first_deactivation_only(world: World) -> None:
    """Reactivated since, the repeat of the old request closes nothing."""
    (ada,) = await world.people("ada")
    await world.marketplace("deactivateFreelancer", ada, idempotencyKey="k")
    await world.reactivates(ada)
    await world.marketplace("deactivateFreelancer", ada, idempotencyKey="k")
    assert await world.cypher("MATCH (f:Freelancer) RETURN f.status AS status") == [{"status": "ACTIVE"}]


async def test_an_invitation_and_a_deactivation_at_once_leave_nothing_waiting(world: World) -> None:
    """Sent before, it is gone with its sender; after, it is refused."""
    for trial in range(6):
        ada, bob = await world.people(f"ada{trial}", f"bob{trial}")
        text = "mutation($input: SendInvitationInput!) { sendInvitation(input: $input) { __typename } }"
        given = {"freelancerId": bob.id, "entryPoint": "NETWORK_PAGE", "steps": 1}
        await asyncio.gather(ada.asks(text, input=given), world.deactivates(ada))
        assert await bob.received() == []
