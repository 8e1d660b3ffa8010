"""Export and erasure: what a person is given, what is left of them, and what others may learn from either."""

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest

from confrere.graph import erasure
from confrere.graph.accounts import AccountRequest, change_account
from confrere.graph.doctor import examine
from confrere.graph.erasure import come_back, erase, unfinished
from confrere.graph.errors import AccountClosed, NotFound
from confrere.graph.export import COLUMNS, export
from confrere.graph.ledger import network_at
from confrere.graph.model.accounts import AccountAct, Wish
from confrere.graph.model.ids import talk_of
from confrere.graph.tombstones import Tombstones

from ..api.talking import deletes, message, replies, says, talks
from ..erasing import erased, graves_in
from ..teaming import agreed, does
from ..world import REMOVE, SEND, START, Answer, Person, World
from .test_doctor import lived_in


async def given(world: World, person: Person) -> bytes:
    """The export of somebody, byte for byte."""
    return orjson.dumps(
        await export(world.store, person=person.id, sealing=world.sealing, now=world.clock()),
        option=orjson.OPT_INDENT_2,
    )


@pytest.fixture
def graves(tmp_path: Path) -> Tombstones:
    """An empty file of tombstones."""
    return graves_in(tmp_path)


@pytest.mark.requirement("R53")
async def test_an_export_holds_what_a_person_told_and_did(world: World) -> None:
    """Profile, record, network, invitations and acts, with the note and the name of then."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await bob.accepts(await ada.invitation_to(bob, note="=SUM(A1)", entryPoint="UFS_TILE", steps=3))
    world.clock.tick()
    await ada.invitation_to(eve, note="Hello")
    found = await export(world.store, person=ada.id, sealing=world.sealing, now=world.clock())
    assert found is not None
    assert found.keys() == COLUMNS.keys()
    assert all(
        row.keys() <= {*COLUMNS[name]} for name in ("account", "network", "messages", "acts") for row in found[name]
    )
    assert found is not None
    assert found["account"][0]["handle"] == "ada"
    assert len(found["trackRecord"][0]["earnedMinor"]) == 9
    assert [each["handle"] for each in found["network"]] == ["bob"]
    assert [(each["to"], each["note"], each["entryPoint"]) for each in found["invitationsSent"]] == [
        ("eve", "Hello", "NETWORK_PAGE")
    ]
    assert [(each["kind"], each["steps"]) for each in found["acts"]] == [("INVITATION_SENT", 3), ("INVITATION_SENT", 2)]
    bobs = await export(world.store, person=bob.id, sealing=world.sealing, now=world.clock())
    assert bobs is not None
    assert [each["kind"] for each in bobs["acts"]] == ["INVITATION_ACCEPTED"]
    assert "UFS_TILE" not in orjson.dumps(bobs).decode()


async def declined(world: World, ada: Person, bob: Person, invitation: str) -> None:
    """Bob says no."""
    await bob.declines(invitation)


async def blocked(world: World, ada: Person, bob: Person, invitation: str) -> None:
    """Bob blocks."""
    await bob.blocks(ada)


async def gone(world: World, ada: Person, bob: Person, invitation: str) -> None:
    """Bob is deactivated."""
    await world.deactivates(bob)


@pytest.mark.attack(39, 72)
@pytest.mark.requirement("R53")
@pytest.mark.requirement("R15")
@pytest.mark.parametrize("act", [declined, blocked, gone])
async def test_an_export_tells_nothing_of_what_others_did_in_silence(world: World, act: Any) -> None:
    """Ada's is the same to the byte as where bob ignored her; bob's own has the act."""

    async def play(hidden: Any) -> tuple[bytes, bytes]:
        await world.wipe()
        world.chance.seed(11)
        world.clock.now = world.clock.now.replace(hour=12, minute=0, second=0)
        ada, bob, eve = await world.people("ada", "bob", "eve")
        await world.connect((ada, eve))
        invitation = await ada.invitation_to(bob)
        await hidden(world, ada, bob, invitation)
        world.chance.seed(12)
        await ada.removes(eve)
        return await given(world, ada), await given(world, bob)

    async def ignored(*_: object) -> None:
        """Bob does nothing."""

    with_it, without = await play(act), await play(ignored)
    assert with_it[0] == without[0]
    assert with_it[1] != without[1]


@pytest.mark.attack(39, 72)
@pytest.mark.requirement("R53")
@pytest.mark.requirement("R18")
async def test_an_export_tells_nobody_who_removed_them(world: World) -> None:
    """The removed are given what somebody is given who never was connected; the remover's own has the act."""
    ada, bob = await world.people("ada", "bob")
    before = await given(world, ada)
    await world.connect((ada, bob))
    await bob.removes(ada)
    after = await export(world.store, person=ada.id, sealing=world.sealing, now=world.clock())
    assert after is not None
    assert [each["kind"] for each in after["acts"]] in ([], ["CONNECTION_IMPORTED"])
    assert "CONNECTION_REMOVED" not in orjson.dumps(after).decode()
    assert b"CONNECTION_REMOVED" in await given(world, bob)
    assert b"bob" not in before


@pytest.mark.requirement("R53")
async def test_whoever_is_erased_leaves_nothing_that_names_them(world: World, graves: Tombstones) -> None:
    """No node, relationship or event holds the id, the handle, the name or the address, and the doctor is content."""
    await lived_in(world)
    (kim,) = [
        Person(world, row["id"], "kim") for row in await world.cypher("MATCH (f {handle: 'kim'}) RETURN f.id AS id")
    ]
    await world.cypher("MATCH (f {handle: 'kim'}) SET f.email = 'kim@x.org', f.emailKey = 'kim@x.org'")
    receipt = await erased(kim, graves)
    assert receipt.events == 21
    assert receipt.properties > 15
    assert receipt.relationships["HAS_RECORD"] == 1
    stored = await world.cypher("MATCH (n) OPTIONAL MATCH (n)-[r]-() RETURN properties(n) AS n, properties(r) AS r")
    told = str(stored).lower()
    assert not [word for word in (kim.id, "kim", "kim@x.org") if word in told]
    said = await examine(world.store, rules=world.settings.rules, now=world.clock(), progress=lambda *_: None)
    assert {each.check.name: each.examples for each in said if each.count} == {}


@pytest.mark.requirement("R53")
async def test_an_erasure_empties_every_list_and_every_past_instant(world: World, graves: Tombstones) -> None:
    """Networks, invitations both ways, blocks, and the network as of a time before."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await world.connect((ada, bob), (eve, bob))
    then = world.clock()
    await bob.invitation_to(kim)
    await ada.blocks(bob)
    await kim.invitation_to(eve)
    await erased(bob, graves)
    for each in (ada, eve, kim):
        lists = await each.lists()
        assert "bob" not in orjson.dumps(lists).decode()
        assert await network_at(world.store, person=each.id, at=then) == []
        assert await each.sees(bob) is None
    assert await ada.blocked() == []
    assert (await ada.invites(bob))["code"] == (await ada.invites("FL_zzzzzzzzzzzzzzzz"))["code"] == "UNAVAILABLE"


@pytest.mark.requirement("R53")
async def test_events_of_the_erased_cannot_be_linked_with_each_other(world: World, graves: Tombstones) -> None:
    """Each has an id of its own; what the others did stays counted for them."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await bob.declines(await ada.invitation_to(bob))
    await eve.invitation_to(bob)
    quota = (await ada.lists())["quota"]
    await erased(bob, graves)
    rows = await world.cypher("MATCH (e:Event) RETURN e.a AS a, e.b AS b, keys(e) AS names")
    unlinkable = [end for row in rows for end in (row["a"], row["b"]) if end and end.startswith("ER_")]
    assert len(unlinkable) == len(set(unlinkable)) == 4
    assert {name for row in rows for name in row["names"]} == {"id", "kind", "at", "shownAt", "recordedAt", "a", "b"}
    assert (await ada.lists())["quota"] == quota


@pytest.mark.requirement("R53")
async def test_an_erasure_that_was_cut_off_is_finished_by_running_it_again(
    world: World, graves: Tombstones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each batch; meanwhile nobody sees the person, nobody can act on them, and the doctor says what to do."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await world.connect((ada, bob), (eve, bob), (kim, bob))
    for size in ("BATCH", "CONNECTIONS_AT_ONCE", "MESSAGES_AT_ONCE"):
        monkeypatch.setattr(erasure, size, 1)
    steps = 0

    def cut(*_: object) -> None:
        nonlocal steps
        steps += 1
        raise InterruptedError

    receipts = set()
    for _ in range(20):
        try:
            receipt = await erase(
                world.store, bob.id, tombstones=graves, now=world.clock(), chance=world.chance, progress=cut
            )
            receipts.add(receipt.id)
            break
        except InterruptedError:
            assert await ada.network() == []
            assert (await ada.invites(bob))["code"] == "UNAVAILABLE"
            assert await unfinished(world.store) == [bob.id]
            said = await examine(world.store, rules=world.settings.rules, now=world.clock(), progress=lambda *_: None)
            assert "erased_with_payload" in {each.check.name for each in said if each.count}
    assert steps > 5
    assert len(receipts) == 1
    assert await unfinished(world.store) == []
    assert len(list(graves.all())) == 1


@pytest.mark.requirement("R53")
async def test_a_hub_with_long_messages_is_erased_within_the_memory_of_a_transaction(
    world: World, graves: Tombstones
) -> None:
    """Five thousand connections whose lists are full, and seventy million characters of messages."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    for start in range(0, 5_000, 250):
        await world.cypher(
            "MATCH (a:Freelancer {id: $ada}) UNWIND range($start, $start + 249) AS n "
            "CREATE (f:Freelancer {id: 'FL_hub' + n, handle: 'h' + n, status: 'ACTIVE', visibility: 'PUBLIC', "
            "networkIds: [m IN range(1, 500) | 'FL_' + (1000000000000000 + m)]}) "
            "CREATE (a)-[:CONNECTED_TO {pair: a.id + '|' + f.id, since: $now, entryPoint: 'IMPORT'}]->(f)",
            ada=ada.id,
            start=start,
            now=world.clock(),
        )
    talk = (await says(ada, bob))["conversationMessage"]["conversation"]["id"]
    for start in range(2, 700, 100):
        await world.cypher(
            "UNWIND range($start, $start + 99) AS n CREATE (:Message {id: 'MS_long' + n, conversation: $talk, "
            "number: n, sender: $ada, sentAt: $now, text: $words, links: []})",
            start=start,
            talk=talk,
            ada=ada.id,
            now=world.clock(),
            words="x" * 100_000,
        )
    receipt = await erased(ada, graves)
    assert receipt.relationships["CONNECTED_TO"] == 5_001
    assert receipt.messages == 701
    assert await unfinished(world.store) == []
    assert await world.cypher("MATCH (m:Message) WHERE m.text IS NOT NULL RETURN m") == []


@pytest.mark.requirement("R53")
@pytest.mark.parametrize("act", AccountAct)
async def test_acts_on_an_account_that_is_being_erased_are_told_so(
    world: World, graves: Tombstones, act: AccountAct
) -> None:
    """Between two batches, when little is left of it; whoever acts had looked at the account before."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))

    def cut(*_: object) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        await erase(world.store, ada.id, tombstones=graves, now=world.clock(), chance=world.chance, progress=cut)
    is_for_the_marketplace = act in {AccountAct.DEACTIVATE_FREELANCER, AccountAct.REACTIVATE_FREELANCER}
    with pytest.raises(NotFound if is_for_the_marketplace else AccountClosed):
        await change_account(world.store, AccountRequest(Wish(act), ada.id), now=world.clock(), chance=world.chance)


@pytest.mark.requirement("R53")
async def test_acts_at_the_same_time_leave_nothing_on_the_erased(world: World, graves: Tombstones) -> None:
    """Twelve people act on somebody meanwhile; each gets an answer, and nothing hangs on the erased afterwards."""
    bob, *others = [await world.person(f"p{number:02}") for number in range(13)]
    await world.connect(*((bob, each) for each in others[:6]))
    asked = {"freelancerId": bob.id}
    invites = {**asked, "entryPoint": "UFS_TILE", "steps": 1}
    acts = [each.asks(SEND, input=invites) for each in others[6:]]
    acts += [each.asks(REMOVE, input=asked) for each in others[:6]]
    answers: list[Answer]
    _, answers = await asyncio.gather(erased(bob, graves), asyncio.gather(*acts))
    # Whoever acted just before is answered of somebody who is hidden in the moment of the answer.
    assert {code for each in answers for code in each.codes} <= {"CHANGED_MEANWHILE"}
    left = await world.cypher("MATCH (f {status: 'ERASED'}) RETURN COUNT { (f)--() } AS links, f.id AS id")
    assert [each["links"] for each in left] == [0]
    assert await world.cypher("MATCH (e:Event) WHERE $id IN [e.a, e.b] RETURN e", id=bob.id) == []


@pytest.mark.requirement("R53")
async def test_whoever_comes_back_with_an_older_dump_is_recognised(
    world: World, graves: Tombstones, tmp_path: Path
) -> None:
    """By a keyed hash: the file tells nobody else who it was, and a replaced key still knows."""
    ada, bob = await world.people("ada", "bob")
    await erased(bob, graves)
    (back,) = await world.people("bob")
    assert await come_back(world.store, graves) == [back.id]
    file = tmp_path / "tombstones.jsonl"
    assert file.stat().st_mode & 0o777 == 0o600
    assert bob.id not in file.read_text()
    assert await come_back(world.store, Tombstones(file, b"a new secret", b"a secret of the tests")) == [bob.id]
    stranger = Tombstones(file, b"another secret")
    assert (await come_back(world.store, stranger), stranger.unreadable()) == ([], 1)
    await erased(back, graves)
    assert await come_back(world.store, graves) == []
    assert ada.id


def test_a_tombstone_that_was_half_written_spoils_no_other(tmp_path: Path) -> None:
    """A crash in the middle of a line costs that line, and the same person is written again."""
    file = tmp_path / "tombstones.jsonl"
    graves = Tombstones(file, b"secret")
    graves.add("FL_0000000000000001", receipt="RC_1", at=START)
    file.write_bytes(file.read_bytes() + b'{"receipt": "RC_2", "at"')
    graves.add("FL_0000000000000002", receipt="RC_3", at=START)
    assert [each.receipt for each in graves.all()] == ["RC_1", "RC_3"]
    assert graves.recognised(["FL_0000000000000001", "FL_0000000000000002", "FL_0000000000000003"]) == [
        "FL_0000000000000001",
        "FL_0000000000000002",
    ]


@pytest.mark.requirement("R53")
@pytest.mark.requirement("R35")
async def test_messages_of_an_erased_person_keep_their_place_and_nothing_else(world: World, graves: Tombstones) -> None:
    """The other reads "deleted account" where they wrote and their own words elsewhere, in a closed conversation."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    await message(ada, bob, "A secret", links=["https://example.org/secret"])
    talk = (await message(bob, ada, "Mine"))["conversation"]["id"]
    receipt = await erased(ada, graves)
    assert receipt.messages == 1
    (edge,) = (await talks(bob))["conversations"]["edges"]
    told = [(each["node"]["text"], each["node"]["sender"]) for each in edge["node"]["messages"]["edges"]]
    assert told == [("deleted account", None), ("Mine", {"handle": "bob", "name": "Bob T."})]
    assert [each["handle"] for each in edge["node"]["participants"]] == ["bob"]
    assert edge["node"]["messages"]["edges"][0]["node"]["links"] == []
    assert (await replies(bob, talk))["code"] == "CONVERSATION_CLOSED"
    assert await bob.heard() == [("MESSAGE_RECEIVED", None)]
    said = await examine(world.store, rules=world.settings.rules, now=world.clock(), progress=lambda *_: None)
    assert {each.check.name: each.examples for each in said if each.count} == {}


@pytest.mark.requirement("R53")
async def test_an_export_holds_what_one_wrote_to_teams_and_nothing_of_others(world: World, teaming: World) -> None:
    """Also when one has left, or the team is gone; a deleted message is left out."""
    shop, job, (ada, bob, _), team = await agreed(teaming)
    talk = talk_of(team["id"])
    for who, text in ((bob, "Mine"), (ada, "Not mine"), (bob, "Mine too")):
        await replies(who, talk, text)
    gone = (await replies(bob, talk, "Nothing"))["conversationMessage"]["id"]
    await deletes(bob, gone)
    await does(bob, "leaveTeam", teamId=team["id"])
    await does(shop, "cancelJob", jobId=job)
    found = await export(world.store, person=bob.id, sealing=world.sealing, now=world.clock())
    assert found is not None
    assert [(each["with"], each["text"]) for each in found["messages"]] == [(None, "Mine"), (None, "Mine too")]


async def test_an_export_holds_what_was_written_and_heard(world: World) -> None:
    """Both sides of each conversation as far as it is shown, and the notifications."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    await message(ada, bob, "One")
    gone = await message(ada, bob, "Two")
    await message(bob, ada, "Three")
    await deletes(ada, gone["id"])
    found = await export(world.store, person=ada.id, sealing=world.sealing, now=world.clock())
    assert found is not None
    told = [(each["with"], each["text"], each["sender"] == ada.id) for each in found["messages"]]
    assert told == [("Bob T.", "One", True), ("Bob T.", "Three", False)]
    assert [each["kind"] for each in found["notifications"]] == ["MESSAGE_RECEIVED"]
