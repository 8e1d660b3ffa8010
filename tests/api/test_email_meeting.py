"""Whoever has the address an invitation went to: what waits for a member or a newcomer, and what no sender learns."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from confrere.graph.errands import Outcome
from confrere.graph.joining import Newcomer, join
from confrere.graph.model.addresses import address_of

from ..mailing import LIST, Mailroom, emailed, emails, withdraws
from ..world import Data, Person, World
from .talking import message
from .test_funnel import counted, counts
from .test_silence import looks

Scene = Callable[[World, Person, Person, Mailroom], Awaitable[None]]
ADDRESS = "bob@example.com"


async def joins(world: World, handle: str, address: str) -> Person:
    """Opens an account."""
    newcomer = Newcomer(handle, handle.title(), "Test", address_of(address))
    return Person(world, await join(world.store, newcomer, now=world.clock(), chance=world.chance), handle)


@pytest.mark.requirement("R32")
@pytest.mark.requirement("R49")
async def test_a_member_is_brought_the_invitation_in_the_product(world: World) -> None:
    """Once, without a letter, as any other: note, term from then, notification; and a yes connects both."""
    ada = await world.person("ada")
    bob = await world.person("bob", email="Bob@Example.com")
    await emails(ada, ADDRESS, note="Shall we?", steps=3)
    world.clock.tick(days=2)
    room = Mailroom(world)
    assert await room.runs() == [Outcome.MET]
    assert room.postman.letters == []
    (waiting,) = await bob.received()
    assert (waiting["note"], waiting["sender"]["handle"], waiting["entryPoint"]) == ("Shall we?", "ada", None)
    assert waiting["expiresAt"] == "2026-04-02T12:00:00.000000Z"
    assert await bob.heard() == [("INVITATION_RECEIVED", "ada")]
    assert await bob.state(ada) == "PENDING_RECEIVED"
    assert (await bob.accepts(waiting["id"]))["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await ada.network() == ["bob"]
    assert await emailed(ada) == []
    assert await ada.heard() == [("INVITATION_ACCEPTED", "bob")]
    made = await world.cypher("MATCH ()-[c:CONNECTED_TO]->() RETURN c.entryPoint AS entryPoint")
    assert made == [{"entryPoint": "EMAIL_INVITE"}]
    assert await world.cypher("MATCH (m:EmailInvitation) WHERE m.sealed IS NOT NULL RETURN m") == []


@pytest.mark.requirement("R32")
async def test_whoever_joins_finds_every_inviter_in_order(world: World) -> None:
    """With the verified address in any spelling; not those who withdrew, lapsed or left, nor of another address."""
    people = await world.people("ada", "eve", "kim", "leo", "zoe")
    room = Mailroom(world)
    ada, eve, kim, leo, zoe = people
    await emails(ada, "Neo@Bücher.example")
    world.clock.tick(days=15)
    for who in (eve, kim, leo):
        await emails(who, "neo@xn--bcher-kva.example")
        world.clock.tick()
    await emails(zoe, "neo+zoe@bücher.example")
    await withdraws(kim, (await emailed(kim))[0]["id"])
    await world.deactivates(leo)
    await room.runs()
    neo = await joins(world, "neo", "neo@bücher.example")
    assert Outcome.MET in await room.runs()
    assert [each["sender"]["handle"] for each in await neo.received()] == ["eve", "ada"]
    assert [who for _, who in await neo.heard()] == ["eve", "ada"]
    assert [entry["entry"].get("sequence") for entry in await neo.stream()][:2] == [1, 2]


@pytest.mark.requirement("R32")
async def test_an_invitation_that_has_lapsed_is_brought_to_nobody(world: World) -> None:
    """However late its owner joins; one that was brought has its term from then."""
    (ada,) = await world.people("ada")
    await emails(ada, "neo@example.com")
    world.clock.tick(days=30)
    neo = await joins(world, "neo", "neo@example.com")
    await Mailroom(world).runs()
    assert await neo.received() == []


async def nobody(_world: World, _ada: Person, _bob: Person, _room: Mailroom) -> None:
    """Bob has another address: a stranger has this one."""
    await _world.cypher("MATCH (b:Freelancer {id: $id}) SET b.email = 'b@x.org', b.emailKey = 'b@x.org'", id=_bob.id)


async def member(_world: World, _ada: Person, _bob: Person, _room: Mailroom) -> None:
    """Bob has it."""


async def private(_world: World, _ada: Person, bob: Person, _room: Mailroom) -> None:
    """Bob has it and cannot be found."""
    await bob.goes("PRIVATE")


async def blocking(_world: World, ada: Person, bob: Person, _room: Mailroom) -> None:
    """Bob has it and blocked Ada, whom he then looks alike to as somebody deactivated."""
    await bob.blocks(ada)


async def gone(world: World, _ada: Person, bob: Person, _room: Mailroom) -> None:
    """Bob's account is closed."""
    await world.deactivates(bob)


async def opted_out(world: World, _ada: Person, _bob: Person, room: Mailroom) -> None:
    """Whoever has it wants no letters."""
    await nobody(world, _ada, _bob, room)
    await world.cypher("CREATE (:OptOut {mailbox: $mailbox})", mailbox=world.sealing.hashed(ADDRESS))


WORLDS: dict[str, Scene] = {
    "member": member,
    "private": private,
    "blocking": blocking,
    "gone": gone,
    "opted out": opted_out,
}


async def told(world: World, scene: Scene, *, with_looks: bool = True) -> list[Any]:
    """All that ada is told of an address in one world, byte for byte, before the errands ran and after, to the term."""
    await world.wipe()
    world.chance.seed(11)
    world.clock.now = world.clock.now.replace(year=2026, month=3, day=1, hour=12, minute=0, second=0)
    ada, eve = await world.people("ada", "eve")
    bob = await world.person("bob", email=ADDRESS)
    await world.connect((ada, eve), (bob, eve))
    room = Mailroom(world)
    world.chance.seed("hidden")
    await scene(world, ada, bob, room)
    world.chance.seed(12)
    seen: list[Any] = []

    async def look() -> None:
        answer = await ada.asks(LIST)
        seen.append((answer.status, answer.data, answer.trips))
        if with_looks:
            seen.append(await looks(ada, bob, eve))

    async def invite(**more: Any) -> Data:
        return await emails(ada, ADDRESS, **more)

    seen.append(await invite(note="Shall we?", idempotencyKey="k"))
    await look()
    await room.runs()
    await look()
    seen += [await invite(idempotencyKey="k2"), await invite(note="Shall we?", idempotencyKey="k")]
    world.clock.tick(days=1)
    await room.runs()
    await look()
    seen.append(await withdraws(ada, seen[1][1]["viewer"]["emailInvitationsSent"]["edges"][0]["node"]["id"]))
    await room.runs()
    seen.append(await invite())
    world.clock.tick(days=8)
    seen.append(await invite())
    await room.runs()
    world.clock.tick(days=31)
    await room.runs()
    await look()
    return seen


@pytest.mark.attack(67)
@pytest.mark.requirement("R32")
@pytest.mark.requirement("R17")
@pytest.mark.parametrize("name", WORLDS)
async def test_the_sender_is_told_the_same_whoever_has_the_address(world: World, name: str) -> None:
    """Answers, status, list, quota, and which queries ran before each answer: as of a stranger's address."""
    assert await told(world, WORLDS[name], with_looks=False) == await told(world, nobody, with_looks=False)


@pytest.mark.attack(67)
@pytest.mark.requirement("R32")
@pytest.mark.parametrize("scene", [member, private, gone], ids=lambda scene: scene.__name__)
async def test_an_invitation_by_email_moves_nothing_between_two_people(world: World, scene: Scene) -> None:
    """State, actions, lists, quotas, notifications and stream of the sender: as where the address is another's."""

    async def elsewhere(world: World, ada: Person, bob: Person, room: Mailroom) -> None:
        await scene(world, ada, bob, room)
        await nobody(world, ada, bob, room)

    assert await told(world, scene) == await told(world, elsewhere)


@pytest.mark.requirement("R30")
@pytest.mark.requirement("R32")
async def test_suggestions_tell_the_sender_nothing(world: World) -> None:
    """Whom the address belongs to goes on being suggested to the sender, who is no longer suggested to them."""
    ada, eve = await world.people("ada", "eve")
    bob = await world.person("bob", email=ADDRESS)
    await world.connect((ada, eve), (bob, eve))
    text = "query { viewer { recommendations(surface: NETWORK, first: 9) { edges { node { handle } } } } }"

    async def suggested(who: Person) -> list[str]:
        page = (await who.asks(text)).data["viewer"]["recommendations"]
        return [edge["node"]["handle"] for edge in page["edges"]]

    assert (await suggested(ada), await suggested(bob)) == (["bob"], ["ada"])
    await emails(ada, ADDRESS)
    assert await Mailroom(world).runs() == [Outcome.MET]
    assert (await suggested(ada), await suggested(bob)) == (["bob"], [])


@pytest.mark.requirement("R32")
async def test_the_comparison_itself_can_fail(world: World) -> None:
    """A yes is told."""

    async def says_yes(world: World, ada: Person, bob: Person, room: Mailroom) -> None:
        await emails(ada, "bob@example.com", idempotencyKey="first")
        await room.runs()
        await bob.accepts((await bob.received())[0]["id"])

    assert await told(world, says_yes, with_looks=False) != await told(world, nobody, with_looks=False)


@pytest.mark.requirement("R32")
@pytest.mark.requirement("R16")
async def test_a_no_counts_and_the_fourth_is_the_last(world: World) -> None:
    """Capped pairs are passed over in silence, by e-mail and in the product; the sender sees pending each time."""
    ada = await world.person("ada")
    bob = await world.person("bob", email=ADDRESS)
    room = Mailroom(world)
    for _ in range(4):
        await emails(ada, ADDRESS)
        await room.runs()
        await bob.declines((await bob.received())[0]["id"])
        assert len(await emailed(ada)) == 1
        world.clock.tick(days=31)
    await emails(ada, ADDRESS)
    assert await room.runs() == [Outcome.DROPPED]
    assert (await bob.received(), len(await emailed(ada))) == ([], 1)
    assert await ada.state(bob) == "NONE"
    assert (await ada.invites(bob))["code"] == "UNAVAILABLE"


@pytest.mark.requirement("R32")
async def test_a_later_invitation_in_the_product_merges(world: World) -> None:
    """One waits, the later one; withdrawing the one by e-mail leaves it, and the other way round nothing waits."""
    ada = await world.person("ada")
    bob = await world.person("bob", email=ADDRESS)
    room = Mailroom(world)
    await emails(ada, ADDRESS, note="by mail")
    await room.runs()
    invitation = await ada.invitation_to(bob, note="here")
    assert [each["note"] for each in await bob.received()] == ["here"]
    assert [kind for kind, _ in await bob.heard()] == ["INVITATION_RECEIVED"]
    await withdraws(ada, (await emailed(ada))[0]["id"])
    await room.runs()
    assert [each["note"] for each in await bob.received()] == ["here"]
    await ada.withdraws(invitation)
    assert await bob.received() == []
    assert await bob.heard() == []


@pytest.mark.requirement("R32")
async def test_an_invitation_in_the_product_takes_in_one_by_email(world: World) -> None:
    """Whoever of the two sent it: there is one, and the address stays pending for its sender."""
    ada, eve = await world.people("ada", "eve")
    bob = await world.person("bob", email=ADDRESS)
    room = Mailroom(world)
    await ada.invitation_to(bob, note="here")
    await bob.invitation_to(eve, note="from bob")
    for who in (ada, eve):
        await emails(who, ADDRESS, note="by mail")
    assert await room.runs() == [Outcome.DROPPED, Outcome.DROPPED]
    assert [each["note"] for each in await bob.received()] == ["here"]
    assert [each["note"] for each in await eve.received()] == ["from bob"]
    assert [len(await emailed(who)) for who in (ada, eve)] == [1, 1]


@pytest.mark.requirement("R32")
@pytest.mark.requirement("R12")
async def test_a_withdrawal_takes_the_request_and_its_news_away(world: World) -> None:
    """From whoever it was brought to, also where they refused it; the cool-down is the address's alone."""
    ada = await world.person("ada")
    bob = await world.person("bob", email=ADDRESS)
    room = Mailroom(world)
    await emails(ada, ADDRESS)
    await room.runs()
    waiting = (await bob.received())[0]["id"]
    await withdraws(ada, (await emailed(ada))[0]["id"])
    await room.runs()
    assert (await bob.received(), await bob.heard()) == ([], [])
    assert (await bob.accepts(waiting))["code"] == "INVITATION_GONE"
    assert (await emails(ada, ADDRESS))["code"] == "COOL_DOWN"
    assert (await ada.invites(bob))["__typename"] == "SendInvitationPayload"


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R32")
@pytest.mark.parametrize("who", ["ada", "bob"])
async def test_a_block_ends_what_came_by_email(world: World, who: str) -> None:
    """Whichever of the two blocks: it waits for nobody, and its sender sees the address pending to the term."""
    ada = await world.person("ada")
    bob = await world.person("bob", email=ADDRESS)
    await emails(ada, ADDRESS)
    await Mailroom(world).runs()
    waiting = (await bob.received())[0]["id"]
    one, other = (ada, bob) if who == "ada" else (bob, ada)
    assert (await one.blocks(other))["__typename"] == "BlockFreelancerPayload"
    assert (await bob.received(), await bob.heard()) == ([], [])
    assert (await bob.accepts(waiting))["code"] == "INVITATION_GONE"
    assert len(await emailed(ada)) == 1
    await one.unblocks(other)
    assert await bob.received() == []


@pytest.mark.requirement("R23")
@pytest.mark.requirement("R32")
async def test_a_senders_deactivation_ends_what_came_by_email(world: World) -> None:
    """As if withdrawn, with its news; and a reactivation brings nothing back."""
    ada = await world.person("ada")
    bob = await world.person("bob", email=ADDRESS)
    await emails(ada, ADDRESS)
    await Mailroom(world).runs()
    await world.deactivates(ada)
    await world.reactivates(ada)
    assert (await bob.received(), await bob.heard(), await emailed(ada)) == ([], [], [])


@pytest.mark.requirement("R50")
@pytest.mark.requirement("R32")
async def test_the_funnel_counts_what_came_by_email(world: World) -> None:
    """Two are written to, one is a member and says yes, and they talk; strangers are counted as sent."""
    ada = await world.person("ada")
    bob = await world.person("bob", email=ADDRESS)
    await emails(ada, ADDRESS)
    await emails(ada, "zoe@example.com")
    await Mailroom(world).runs()
    await bob.accepts((await bob.received())[0]["id"])
    world.clock.tick()
    await message(bob, ada)
    (row,) = await counted(world, "ENTRY_POINT")
    assert row["entryPoint"] == "EMAIL_INVITE"
    assert counts(row)[3:] == [2, 1, 1]


@pytest.mark.requirement("R14")
@pytest.mark.requirement("R32")
async def test_inviting_back_whoever_wrote_connects(world: World) -> None:
    """From search, as with any invitation that waits; the entry point is the first's."""
    ada = await world.person("ada")
    bob = await world.person("bob", email=ADDRESS)
    await emails(ada, ADDRESS)
    await Mailroom(world).runs()
    assert (await bob.invites(ada))["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await emailed(ada) == []


@pytest.mark.attack(42)
@pytest.mark.requirement("R32")
async def test_a_private_sender_is_seen_by_name_and_notice_alone(world: World) -> None:
    """By whoever the invitation was brought to, as long as it waits (R24)."""
    ada = await world.person("ada", visibility="PRIVATE")
    bob = await world.person("bob", email=ADDRESS)
    assert await bob.sees(ada) is None
    await emails(ada, ADDRESS)
    await Mailroom(world).runs()
    seen = await bob.sees(ada)
    assert seen is not None
    assert (seen["name"], seen["profile"]) == ("Ada T.", None)


@pytest.mark.requirement("R32")
async def test_two_offices_at_once_bring_everything_once(world: World) -> None:
    """Errands are taken under a lock: nobody is mailed or met twice."""
    (ada,) = await world.people("ada")
    bob = await world.person("bob", email=ADDRESS)
    for address in (ADDRESS, *(f"n{number}@example.com" for number in range(6))):
        await emails(ada, address)
    rooms = [Mailroom(world) for _ in range(3)]
    for _ in range(3):
        await asyncio.gather(*(room.runs() for room in rooms))
    letters = [letter.to for room in rooms for letter in room.postman.letters]
    assert sorted(letters) == sorted({*letters})
    assert len(letters) == 6
    assert len(await bob.received()) == 1
    assert await world.cypher("MATCH (e:Errand) RETURN e") == []


@pytest.mark.requirement("R32")
async def test_an_office_that_dies_leaves_its_errand_to_the_next(world: World) -> None:
    """After a while; the letter has the same number, so that a double can be told."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe@example.com")
    room = Mailroom(world)
    room.postman.refusals = [asyncio.CancelledError()]  # type: ignore[list-item]  # as when the process ends
    with pytest.raises(asyncio.CancelledError):
        await room.runs()
    assert await room.runs() == []
    world.clock.tick(minutes=5)
    assert await room.runs() == [Outcome.MAILED]
