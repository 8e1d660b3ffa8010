"""The same act twice: idempotency keys, and the silence of the ledger."""

import pytest

from confrere.graph.model.people import EntryPoint
from confrere.graph.model.transitions import Act
from confrere.graph.network import Request, perform, rehearse
from confrere.graph.store import traced

from ..world import World


async def test_a_repeat_with_the_same_key_gives_the_first_answer_and_acts_once(world: World) -> None:
    """Even after the invitation was answered meanwhile."""
    ada, bob = await world.people("ada", "bob")
    await ada.invites(bob, idempotencyKey="k1")
    await ada.invites(bob, idempotencyKey="k1")
    assert len(await world.cypher("MATCH (e:Event) RETURN e.id AS id")) == 1


async def test_withdrawing_and_repeating_the_sending_does_not_send_again(world: World) -> None:
    """The key names the first act, which stays done."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob, idempotencyKey="k1")
    await ada.withdraws(invitation)
    again = await ada.invites(bob, idempotencyKey="k1")
    assert again["__typename"] == "SendInvitationPayload"
    assert await ada.sent() == []


async def test_one_key_with_two_inputs_is_a_conflict(world: World) -> None:
    """Told as a fault of the client, and nothing is written."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await ada.invites(bob, idempotencyKey="k1")
    text = "mutation S($input: SendInvitationInput!) { sendInvitation(input: $input) { __typename } }"
    given = {"freelancerId": eve.id, "entryPoint": "NETWORK_PAGE", "steps": 2, "idempotencyKey": "k1"}
    assert (await ada.asks(text, input=given)).codes == ["IDEMPOTENCY_CONFLICT"]
    assert await eve.received() == []


async def test_keys_of_two_people_do_not_meet(world: World) -> None:
    """A key is one person's own."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await ada.invites(eve, idempotencyKey="k1")
    assert (await bob.invites(eve, idempotencyKey="k1"))["__typename"] == "SendInvitationPayload"
    assert len(await eve.received()) == 2


async def test_refusals_are_not_remembered(world: World) -> None:
    """A repeat is judged anew, so what was refused for a while can succeed later."""
    ada, bob = await world.people("ada", "bob")
    await ada.withdraws(await ada.invitation_to(bob))
    assert (await ada.invites(bob, idempotencyKey="k2"))["__typename"] == "CoolDown"
    world.clock.tick(days=8)
    assert (await ada.invites(bob, idempotencyKey="k2"))["__typename"] == "SendInvitationPayload"


@pytest.mark.requirement("R52")
async def test_every_accepted_act_has_one_event_in_an_order_that_never_runs_back(world: World) -> None:
    """Even when the clock does."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await bob.accepts(await ada.invitation_to(bob))
    world.clock.tick(hours=-5)
    await ada.removes(bob)
    await bob.declines(await eve.invitation_to(bob))
    events = await world.cypher("MATCH (e:Event) RETURN e.kind AS kind, e.a AS a, toString(e.at) AS at ORDER BY e.at")
    assert [(each["kind"], each["a"]) for each in events] == [
        ("INVITATION_SENT", ada.id),
        ("INVITATION_ACCEPTED", bob.id),
        ("CONNECTION_REMOVED", ada.id),
        ("INVITATION_SENT", eve.id),
        ("INVITATION_DECLINED", bob.id),
    ]
    assert len({each["at"] for each in events}) == 5


async def test_rehearsing_the_acts_writes_nothing(world: World) -> None:
    """Nobody is locked, nobody invited, and the ledger stays as it is."""
    ada, bob = await world.people("ada", "bob")
    await ada.invites(bob)
    everything = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY elementId(n)"
    before = await world.cypher(everything)
    with traced() as planned:
        await rehearse(world.store, now=world.clock())
    assert {"network/lock_pair", "network/change_pair", "network/relations", "people/shown"} <= set(planned)
    assert await world.cypher(everything) == before


async def test_sending_finds_its_plans_rehearsed(world: World) -> None:
    """No query of it is planned once more, which takes seconds in a database that has just started."""
    ada, bob = await world.people("ada", "bob")

    async def plans() -> int:
        (cleared,) = await world.cypher("CALL db.clearQueryCaches() YIELD value RETURN value")
        return int(cleared["value"].split()[-2])

    await plans()
    await rehearse(world.store, now=world.clock())
    rehearsed = await plans()
    await rehearse(world.store, now=world.clock())
    send = Request(Act.SEND_INVITATION, ada.id, other=bob.id, key="k", entry_point=EntryPoint.NETWORK_PAGE, steps=1)
    await perform(world.store, send, now=world.clock(), chance=world.chance, rules=world.settings.rules)
    assert await plans() == rehearsed == 8
