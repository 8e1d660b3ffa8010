"""Inviting by e-mail, seen by its sender: pending and an address, within one's own limits, whoever has the address."""

from datetime import timedelta
from pathlib import Path

import pytest

from confrere.graph.errands import Allowance, Never, NotNow, Outcome, try_again
from confrere.graph.export import export
from confrere.graph.model.email_invitations import TRIES
from confrere.graph.sealing import Sealing

from ..erasing import erased, graves_in
from ..mailing import Mailroom, emailed, emails, withdraws
from ..world import World


@pytest.mark.requirement("R32")
async def test_an_invitation_by_email_shows_the_address_and_pending(world: World) -> None:
    """At once, with note and term; another person sees nothing of it, by list or by id."""
    ada, bob = await world.people("ada", "bob")
    assert (await emails(ada, "Zoe@Example.com", note="Shall we?"))["__typename"] == "InviteByEmailPayload"
    (shown,) = await emailed(ada)
    assert (shown["address"], shown["note"], shown["steps"]) == ("Zoe@example.com", "Shall we?", 2)
    assert shown["expiresAt"] == "2026-03-31T12:00:00.000000Z"
    look = "query($id: ID!) { node(id: $id) { id ... on EmailInvitation { address } } }"
    assert (await ada.asks(look, id=shown["id"])).data["node"]["address"] == "Zoe@example.com"
    assert (await bob.asks(look, id=shown["id"])).data["node"] is None
    assert await emailed(bob) == []
    world.clock.tick(days=30)
    assert await emailed(ada) == []
    assert (await ada.asks(look, id=shown["id"])).data["node"] is None


@pytest.mark.requirement("R32")
async def test_the_graph_holds_no_address_that_can_be_read(world: World) -> None:
    """Only hashes under a key and a sealed text, also in the ledger; none is left once it is withdrawn."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe.quiet@example.com", idempotencyKey="k")
    stored = str(await world.cypher("MATCH (n) RETURN properties(n) AS n")).casefold()
    assert "zoe" not in stored
    assert "sealed" in stored
    await withdraws(ada, (await emailed(ada))[0]["id"])
    assert await world.cypher("MATCH (m:EmailInvitation) WHERE m.sealed IS NOT NULL RETURN m") == []


@pytest.mark.requirement("R32")
@pytest.mark.requirement("R17")
async def test_the_senders_own_side_refuses_in_its_own_words(world: World) -> None:
    """Oneself under any alias of case, an unfit address, a client, cool-down after one's own withdrawal, the quota."""
    world.settings = world.settings.model_copy(update={"email_invitations_per_day": 2})
    world.__post_init__()
    ada = await world.person("ada", email="Ada@Example.com")
    assert (await emails(ada, "ada@example.COM"))["code"] == "NOT_YOURSELF"
    unfit = await emails(ada, "zoe@example.com\r\nBcc: all@example.com")
    assert (unfit["__typename"], unfit["code"], unfit["path"]) == ("InvalidInput", "BAD_VALUE", ["input", "address"])
    assert "all@" not in unfit["message"]
    await emails(ada, "zoe@example.com")
    (sent,) = await emailed(ada)
    assert (await withdraws(ada, sent["id"]))["viewer"]["emailInvitationsSent"]["totalCount"] == 0
    again = await emails(ada, "ZOE@example.com")
    assert (again["code"], again["retryAt"]) == ("COOL_DOWN", "2026-03-08T12:00:00.000000Z")
    await emails(ada, "eve@example.com")
    full = await emails(ada, "kim@example.com")
    assert full["quota"] == {"limit": 2, "remaining": 0, "resetAt": "2026-03-02T12:00:00.000000Z"}
    await world.cypher("CREATE (:Client {id: 'CL_0000000000000000', handle: 'shop', name: 'Shop', status: 'ACTIVE'})")
    text = 'mutation { inviteByEmail(input: {address: "a@example.com", steps: 1}) { ... on UserError { code } } }'
    client = await world.post(text, token=world.token("CL_0000000000000000"))
    assert client.data["inviteByEmail"]["code"] == "NOT_A_FREELANCER"


@pytest.mark.requirement("R7")
@pytest.mark.requirement("R32")
async def test_the_phase_opens_inviting_by_email(world: World) -> None:
    """Not in ``BETA``."""
    world.settings = world.settings.model_copy(update={"phase": "BETA"})
    world.__post_init__()
    (ada,) = await world.people("ada")
    assert (await emails(ada, "zoe@example.com"))["code"] == "ROLLOUT_CLOSED"


@pytest.mark.requirement("R32")
async def test_inviting_an_address_again_changes_nothing(world: World) -> None:
    """While it shows pending, in any case of the letters; and a repeat of one key is one invitation."""
    (ada,) = await world.people("ada")
    first = await emails(ada, "zoe@example.com", idempotencyKey="k")
    assert await emails(ada, "zoe@example.com", idempotencyKey="k") == first
    await emails(ada, "Zoe@Example.com", note="Again")
    assert [each["note"] for each in await emailed(ada)] == [None]
    conflict = await ada.asks(
        'mutation { inviteByEmail(input: {address: "b@example.com", steps: 2, idempotencyKey: "k"}) { __typename } }'
    )
    assert conflict.codes == ["IDEMPOTENCY_CONFLICT"]
    counted = await world.cypher("MATCH (e:Errand) RETURN count(e) AS errands")
    assert counted == [{"errands": 1}]


@pytest.mark.requirement("R32")
async def test_withdrawing_again_succeeds_and_only_ones_own_can_be(world: World) -> None:
    """Without a new cool-down; what lapsed, what is another's and what is nobody's are one and the same."""
    ada, bob = await world.people("ada", "bob")
    await emails(ada, "zoe@example.com")
    (sent,) = await emailed(ada)
    foreign = await withdraws(bob, sent["id"])
    assert (await withdraws(ada, sent["id"]))["__typename"] == "WithdrawEmailInvitationPayload"
    world.clock.tick(days=1)
    assert (await withdraws(ada, sent["id"], idempotencyKey="w"))["__typename"] == "WithdrawEmailInvitationPayload"
    assert (await emails(ada, "zoe@example.com"))["retryAt"] == "2026-03-08T12:00:00.000000Z"
    assert foreign == await withdraws(bob, "EI_0000000000000000")
    assert foreign["code"] == "INVITATION_GONE"


@pytest.mark.requirement("R32")
async def test_the_list_pages_newest_first(world: World) -> None:
    """Both directions, with cursors good for the list alone."""
    (ada,) = await world.people("ada")
    for name in "abcde":
        await emails(ada, f"{name}@example.com")
        world.clock.tick()
    text = """query($first: Int, $last: Int, $after: String) { viewer { emailInvitationsSent(
      first: $first, last: $last, after: $after) { totalCount pageInfo { hasNextPage endCursor }
        nodes { address } } } }"""
    front = (await ada.asks(text, first=3)).data["viewer"]["emailInvitationsSent"]
    assert [each["address"][0] for each in front["nodes"]] == ["e", "d", "c"]
    assert (front["totalCount"], front["pageInfo"]["hasNextPage"]) == (5, True)
    rest = (await ada.asks(text, first=3, after=front["pageInfo"]["endCursor"])).data["viewer"]["emailInvitationsSent"]
    assert [each["address"][0] for each in rest["nodes"]] == ["b", "a"]
    end = (await ada.asks(text, last=2)).data["viewer"]["emailInvitationsSent"]
    assert [each["address"][0] for each in end["nodes"]] == ["b", "a"]


@pytest.mark.requirement("R32")
async def test_a_letter_goes_out_once(world: World) -> None:
    """With the sender's shown name, the note and a token that stands nowhere in the graph."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe@example.com", note="Shall we?")
    room = Mailroom(world)
    assert await room.runs() == [Outcome.MAILED]
    (letter,) = room.postman.letters
    assert (letter.to, letter.sender, letter.note, letter.is_reminder) == (
        "zoe@example.com",
        "Ada T.",
        "Shall we?",
        False,
    )
    assert len(letter.token) * 5 >= 128
    assert letter.token not in str(await world.cypher("MATCH (n) RETURN properties(n) AS n"))
    assert await room.runs() == []


@pytest.mark.requirement("R32")
async def test_a_mail_server_that_is_away_is_tried_again_later_and_later(world: World) -> None:
    """Nothing is lost; after the last try it stands among the dead, with a reason that names nobody."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe@example.com")
    room = Mailroom(world)
    room.postman.refusals = [NotNow("busy 451")]
    assert await room.runs() == [Outcome.PUT_OFF]
    assert await room.runs() == []
    world.clock.tick(minutes=1)
    assert await room.runs() == [Outcome.MAILED]
    await emails(ada, "eve@example.com")
    room.postman.refusals = [NotNow("busy 451")] * TRIES
    outcomes = []
    for _ in range(TRIES):
        outcomes += await room.runs()
        world.clock.tick(days=3)
    assert outcomes == [Outcome.PUT_OFF] * (TRIES - 1) + [Outcome.GIVEN_UP]
    (dead,) = await world.cypher("MATCH (e:Errand) RETURN e.stage AS stage, e.reason AS reason")
    assert dead == {"stage": "DEAD", "reason": "busy 451"}


@pytest.mark.requirement("R32")
async def test_a_letter_that_is_refused_for_ever_is_not_tried_again(world: World) -> None:
    """The sender goes on seeing pending."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe@example.com")
    room = Mailroom(world)
    room.postman.refusals = [Never("the address was refused with 550")]
    assert await room.runs() == [Outcome.GIVEN_UP]
    world.clock.tick(days=5)
    assert await room.runs() == []
    assert len(await emailed(ada)) == 1


@pytest.mark.requirement("R32")
async def test_without_a_mail_server_letters_are_kept(world: World) -> None:
    """And go out once there is one."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe@example.com")
    room = Mailroom(world, has_server=False)
    assert await room.runs() == [Outcome.HELD]
    assert await room.runs() == []
    room.has_server = True
    assert await room.runs() == [Outcome.MAILED]


@pytest.mark.attack(70)
@pytest.mark.requirement("R32")
async def test_one_mailbox_is_not_flooded_under_any_of_its_aliases(world: World) -> None:
    """Whoever invites, with plus and dots; what is too much goes out another day, unseen by the senders."""
    people = await world.people("ada", "bob", "eve")
    addresses = ["zoe.p@gmail.com", "z.o.e.p+work@googlemail.com", "zoep+1@gmail.com"]
    answers = [await emails(who, address) for who, address in zip(people, addresses, strict=True)]
    room = Mailroom(world, allowance=Allowance(to_one_mailbox_a_day=2, overall_an_hour=1_000))
    assert sorted(await room.runs()) == [Outcome.MAILED, Outcome.MAILED, Outcome.PUT_OFF]
    assert answers[0] == answers[1] == answers[2]
    for _ in range(25):
        world.clock.tick(hours=1)
        await room.runs()
    assert len(room.postman.letters) == 3


@pytest.mark.requirement("R32")
async def test_an_hour_has_only_so_many_mails(world: World) -> None:
    """Over all people; the rest waits."""
    (ada,) = await world.people("ada")
    for name in "abc":
        await emails(ada, f"{name}@example.com")
    room = Mailroom(world, allowance=Allowance(to_one_mailbox_a_day=3, overall_an_hour=2))
    assert sorted(await room.runs()) == [Outcome.MAILED, Outcome.MAILED, Outcome.PUT_OFF]
    world.clock.tick(hours=1, seconds=1)
    assert await room.runs() == [Outcome.MAILED]


@pytest.mark.requirement("R23")
async def test_nothing_goes_out_for_a_sender_who_is_gone_or_an_invitation_that_is_over(world: World) -> None:
    """Withdrawn, lapsed, deactivated; nor after a reactivation, which restores no invitation."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await emails(ada, "zoe@example.com")
    await withdraws(ada, (await emailed(ada))[0]["id"])
    await emails(bob, "zoe@example.com")
    await world.deactivates(bob)
    await world.reactivates(bob)
    await emails(eve, "kim@example.com")
    room = Mailroom(world)
    world.clock.tick(seconds=timedelta(days=30).total_seconds())
    assert set(await room.runs()) == {Outcome.DROPPED}
    assert room.postman.letters == []
    assert await emailed(bob) == []


@pytest.mark.requirement("R53")
@pytest.mark.requirement("R32")
async def test_a_senders_invitations_are_in_their_export_and_go_with_them(world: World, tmp_path: Path) -> None:
    """The address as they wrote it; erased, neither it nor an errand is left, and nothing goes out."""
    ada, bob = await world.people("ada", "bob")
    await emails(ada, "zoe@bücher.example", note="Hello")
    await emails(bob, "kim@example.com")
    found = await export(world.store, person=ada.id, sealing=world.sealing, now=world.clock())
    assert found is not None
    (sent,) = found["emailInvitationsSent"]
    assert (sent["address"], sent["note"], sent["steps"]) == ("zoe@bücher.example", "Hello", 2)
    assert not {"sealed", "token", "mailbox"} & sent.keys()
    await erased(ada, graves_in(tmp_path))
    left = await world.cypher("MATCH (m:EmailInvitation) RETURN m.sender AS sender")
    assert left == [{"sender": bob.id}]
    room = Mailroom(world)
    assert await room.runs() == [Outcome.MAILED]
    assert [letter.to for letter in room.postman.letters] == ["kim@example.com"]


@pytest.mark.requirement("R32")
async def test_a_lost_key_is_told_and_loses_nothing(world: World) -> None:
    """The letter stands among the given up; with the key back and a second try it goes out."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe@example.com")
    ours, world.sealing = world.sealing, Sealing(b"another")
    room = Mailroom(world)
    assert await room.runs() == [Outcome.GIVEN_UP]
    world.sealing = ours
    assert await try_again(world.store, now=world.clock()) == 1
    assert await room.runs() == [Outcome.MAILED]


@pytest.mark.requirement("R32")
async def test_addresses_are_forgotten_when_their_term_is_over(world: World) -> None:
    """With notes and whatever was still to be done."""
    (ada,) = await world.people("ada")
    await emails(ada, "zoe@example.com", note="Hello")
    await Mailroom(world, has_server=False).runs()
    world.clock.tick(days=30)
    await Mailroom(world).runs()
    (left,) = await world.cypher("MATCH (m:EmailInvitation) RETURN m.sealed AS sealed, m.note AS note")
    assert left == {"sealed": None, "note": None}
    assert await world.cypher("MATCH (e:Errand) RETURN e") == []


@pytest.mark.requirement("R32")
@pytest.mark.requirement("R12")
async def test_what_was_withdrawn_cannot_be_accepted_before_its_errand_was_run(world: World) -> None:
    """From the moment its sender was told that it is withdrawn; what was heard of it goes with the errand."""
    ada = await world.person("ada")
    bob = await world.person("bob", email="bob@example.com")
    await emails(ada, "bob@example.com")
    room = Mailroom(world)
    await room.runs()
    (waiting,) = await bob.received()
    await withdraws(ada, (await emailed(ada))[0]["id"])
    assert await bob.received() == []
    assert await bob.state(ada) == "NONE"
    assert (await bob.accepts(waiting["id"]))["__typename"] == "InvitationGone"
    assert (await ada.network(), await bob.heard()) == ([], [])
    await room.runs()
    assert await world.cypher("MATCH ()-[i:INVITED]->() RETURN i") == []
    assert await bob.heard() == []
