"""Blocking and unblocking: all of it at once, and nothing to be seen from the other side (R19)."""

import asyncio
from typing import Any

import pytest

from ..world import Person, World
from .talking import says

NOBODY = "FL_zzzzzzzzzzzzzzzz"

pytestmark = pytest.mark.requirement("R19")


async def test_a_block_ends_the_connection_for_both_at_once(world: World) -> None:
    """Each is gone from the other's list, and unblocking brings nothing back."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    result = await ada.blocks(bob)
    assert result["freelancer"] == {"handle": "bob", "name": "Bob T.", "viewerRelation": {"state": "UNAVAILABLE"}}
    assert (await ada.network(), await bob.network()) == ([], [])
    assert await bob.sees(ada) is None
    await ada.unblocks(bob)
    assert (await ada.state(bob), await bob.state(ada)) == ("NONE", "NONE")
    assert (await ada.network(), await bob.network()) == ([], [])


async def test_the_blockers_own_invitation_disappears_as_if_withdrawn(world: World) -> None:
    """For both, with the cool-down, and withdrawing it afterwards is the same success as withdrawing twice."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    world.clock.tick(hours=1)
    await ada.blocks(bob)
    assert (await ada.sent(), await bob.received()) == ([], [])
    assert (await ada.withdraws(invitation))["__typename"] == "WithdrawInvitationPayload"
    await ada.unblocks(bob)
    refused = await ada.invites(bob)
    assert (refused["__typename"], refused["retryAt"]) == ("CoolDown", "2026-03-08T13:00:00.000000Z")
    assert (await ada.lists())["quota"]["remaining"] == 49
    world.clock.tick(days=7)
    assert (await ada.invites(bob))["__typename"] == "SendInvitationPayload"


async def test_the_blocked_persons_invitation_goes_on_showing_pending_to_its_sender_alone(world: World) -> None:
    """By the name of then, until withdrawn or expired; for the blocker it never comes back."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await bob.blocks(ada)
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.name = 'Robert X.'", id=bob.id)
    (sent,) = await ada.sent()
    assert (sent["id"], sent["recipient"]["name"]) == (invitation, "Bob T.")
    assert sent["recipient"]["viewerRelation"] == {"state": "PENDING_SENT"}
    assert await bob.received() == []
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"
    assert (await bob.declines(invitation))["code"] == "INVITATION_GONE"
    assert await world.cypher("MATCH ()-[d:DECLINED]->() RETURN d") == []
    await bob.unblocks(ada)
    assert await bob.received() == []
    assert (await bob.accepts(invitation))["code"] == "INVITATION_GONE"
    assert [each["id"] for each in await ada.sent()] == [invitation]
    world.clock.tick(days=30)
    assert await ada.sent() == []


async def test_the_blocked_person_can_withdraw_what_shows_pending(world: World) -> None:
    """With the cool-down of any withdrawal, and then the one error."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await bob.blocks(ada)
    withdrawn = await ada.withdraws(invitation)
    assert withdrawn == {"__typename": "WithdrawInvitationPayload", "freelancer": None}
    assert (await ada.invites(bob))["__typename"] == "CoolDown"
    world.clock.tick(days=7)
    assert await ada.invites(bob) == await ada.invites(NOBODY)


async def test_after_unblocking_an_invitation_to_whoever_still_shows_pending_connects(world: World) -> None:
    """R14: its sender still sees pending, so both want it."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob, entryPoint="UFS_TILE")
    await bob.blocks(ada)
    await bob.unblocks(ada)
    assert await bob.state(ada) == "NONE"
    assert (await bob.invites(ada))["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await ada.network() == ["bob"]


async def test_neither_can_invite_the_other(world: World) -> None:
    """The blocker is told why, the blocked person gets the one error."""
    ada, bob = await world.people("ada", "bob")
    await ada.blocks(bob)
    mine = await ada.invites(bob)
    assert (mine["__typename"], mine["code"]) == ("BlockedByYou", "BLOCKED_BY_YOU")
    assert await bob.invites(ada) == await bob.invites(NOBODY)


async def test_the_blocker_sees_unavailable_with_unblock_and_nothing_else(world: World) -> None:
    """On the profile as in the list of blocked people."""
    ada, bob = await world.people("ada", "bob")
    assert {"BLOCK_FREELANCER", "SEND_INVITATION"} == await ada.actions(bob)
    await ada.blocks(bob)
    seen = await ada.sees(bob)
    assert seen is not None
    assert (seen["name"], seen["profile"], seen["viewerRelation"]["state"]) == ("Bob T.", None, "UNAVAILABLE")
    assert await ada.actions(bob) == {"UNBLOCK_FREELANCER"}
    (listed,) = await ada.blocked()
    assert listed["viewerRelation"]["state"] == "UNAVAILABLE"
    await ada.unblocks(bob)
    assert await ada.actions(bob) == {"BLOCK_FREELANCER", "SEND_INVITATION"}
    assert await ada.blocked() == []


async def test_the_list_of_blocked_people_shows_the_name_as_when_blocked(world: World) -> None:
    """Latest first, whatever they do since: renamed, private, deactivated, blocking back; until erased."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await ada.blocks(bob)
    world.clock.tick()
    await ada.blocks(eve)
    before = await ada.blocked()
    assert [each["name"] for each in before] == ["Eve T.", "Bob T."]
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.name = 'Robert X.'", id=bob.id)
    await bob.goes("PRIVATE")
    assert (await bob.blocks(ada))["__typename"] == "Unavailable"
    await world.deactivates(eve)
    assert await ada.blocked() == before
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.status = 'ERASED'", id=bob.id)
    assert [each["handle"] for each in await ada.blocked()] == ["eve"]


async def test_whoever_is_hidden_when_blocked_is_listed_by_the_name_of_the_invitation(world: World) -> None:
    """A private recipient's new name is nobody's business, the blocker's included."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob)
    await bob.goes("PRIVATE")
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.name = 'Robert X.'", id=bob.id)
    assert (await ada.blocks(bob))["freelancer"]["name"] == "Bob T."
    assert [each["name"] for each in await ada.blocked()] == ["Bob T."]


@pytest.mark.requirement("R35")
async def test_whoever_invited_and_is_hidden_when_blocked_is_listed_by_the_name_of_then(world: World) -> None:
    """Not by the blocker's own, which stands on that invitation, and not by what they are called now."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    await says(ada, bob)
    await ada.removes(bob)
    await bob.goes("PRIVATE")
    await ada.declines(await bob.invitation_to(ada))
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.name = 'Robert X.'", id=bob.id)
    assert (await ada.blocks(bob))["freelancer"]["name"] == "Bob T."
    assert [each["name"] for each in await ada.blocked()] == ["Bob T."]


async def test_one_may_block_whom_one_sees_or_has_an_invitation_to_or_from(world: World) -> None:
    """A stranger in public, a private inviter, and a recipient who is hidden meanwhile."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await bob.goes("PRIVATE")
    await bob.invitation_to(ada)
    await ada.invitation_to(eve)
    await world.deactivates(eve)
    for other in (bob, eve, kim):
        assert (await ada.blocks(other))["__typename"] == "BlockFreelancerPayload", other.handle
    assert (await ada.received(), await ada.sent()) == ([], [])


async def hidden_from_ada(world: World) -> list[Person]:
    """People whom ada does not see, each for another reason."""
    ada, bob, eve, kim, zoe = await world.people("ada", "bob", "eve", "kim", "zoe")
    await world.connect((ada, zoe))
    await bob.goes("PRIVATE")
    await world.deactivates(eve)
    await kim.blocks(ada)
    await world.deactivates(zoe)
    nobody = Person(world, NOBODY, "nobody")
    return [ada, bob, eve, kim, zoe, nobody]


@pytest.mark.requirement("R17")
async def test_blocking_anyone_else_gives_the_one_error(world: World) -> None:
    """Private, deactivated, blocking and unknown people are the same to the letter, and nothing is written."""
    ada, *others = await hidden_from_ada(world)
    events = await world.cypher("MATCH (e:Event) RETURN count(e) AS n")
    told: list[Any] = [await ada.blocks(other) for other in others]
    assert all(each == told[0] for each in told)
    assert told[0]["code"] == "UNAVAILABLE"
    assert await ada.blocked() == []
    assert await world.cypher("MATCH (e:Event) RETURN count(e) AS n") == events


async def test_blocking_and_unblocking_repeat(world: World) -> None:
    """Again succeeds and writes nothing; whom one never blocked gives the one error, absent or not."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    assert await ada.unblocks(eve) == await ada.unblocks(NOBODY)
    for act, done in ((ada.blocks, "BlockFreelancerPayload"), (ada.unblocks, "UnblockFreelancerPayload")):
        for _ in range(2):
            assert (await act(bob))["__typename"] == done
    kinds = await world.cypher("MATCH (e:Event) RETURN e.kind AS kind ORDER BY e.at")
    assert [each["kind"] for each in kinds] == ["FREELANCER_BLOCKED", "FREELANCER_UNBLOCKED"]


async def test_nobody_blocks_themselves_a_client_or_an_agency(world: World) -> None:
    """Typed errors that say so."""
    (ada,) = await world.people("ada")
    assert (await ada.blocks(ada))["__typename"] == "NotYourself"
    for id in ("CL_0000000000000001", "AG_0000000000000001"):
        assert (await ada.blocks(id))["__typename"] == "NotAFreelancer"


async def test_blocks_in_both_directions_stand_alone(world: World) -> None:
    """Each ends with its own unblocking."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob)
    await bob.blocks(ada)
    await ada.blocks(bob)
    await bob.unblocks(ada)
    assert await bob.sees(ada) is None
    await ada.unblocks(bob)
    assert await bob.state(ada) == "NONE"


async def test_a_block_hides_the_two_in_the_lists_of_others(world: World) -> None:
    """In a common friend's network and in mutual lists, for each other and for nobody else."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, eve), (bob, eve))
    text = "query($id: ID!) { freelancer(by: {id: $id}) { network(first: 9) { totalCount nodes { handle } } } }"
    await ada.blocks(bob)
    for viewer, expected in ((ada, ["ada"]), (bob, ["bob"]), (eve, ["bob", "ada"])):
        page = (await viewer.asks(text, id=eve.id)).data["freelancer"]["network"]
        assert [each["handle"] for each in page["nodes"]] == expected
        assert page["totalCount"] == len(expected)


async def test_a_block_and_an_invitation_at_once_never_both_stand(world: World) -> None:
    """Under the lock either the invitation came first and is set aside, or the block did and it is refused."""
    for trial in range(6):
        ada, bob = await world.people(f"ada{trial}", f"bob{trial}")
        sent, blocked = await asyncio.gather(ada.invites(bob), bob.blocks(ada))
        assert blocked["__typename"] == "BlockFreelancerPayload"
        assert sent["__typename"] in {"SendInvitationPayload", "Unavailable"}
        assert await bob.received() == []


async def test_a_key_repeats_the_first_block_only(world: World) -> None:
    """Unblocked since, the repeat of the old request does not block again."""
    ada, bob = await world.people("ada", "bob")
    await ada.blocks(bob, idempotencyKey="k")
    await ada.unblocks(bob)
    await ada.blocks(bob, idempotencyKey="k")
    assert await ada.blocked() == []
