"""Messages: between two who are connected and nobody else, read by both, closed without a word when that ends."""

import asyncio
from typing import Any

import pytest

from confrere.graph.queries import catalogue

from ..world import Data, Person, World
from .talking import DELETE, EDIT, SEND, deletes, edits, message, reads, replies, says, talks, thread

NODE = "query Node($id: ID!) { node(id: $id) { __typename id } }"


async def two(world: World) -> tuple[Person, Person]:
    """Ada and bob, connected."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    return ada, bob


@pytest.mark.requirement("R34")
@pytest.mark.requirement("R1")
async def test_connected_people_write_to_each_other(world: World) -> None:
    """In one conversation, whoever begins, with who wrote it and how much is new."""
    ada, bob = await two(world)
    first = await message(ada, bob, "Shall we?", links=["https://example.org/a?b=c#d"])
    world.clock.tick()
    second = await message(bob, ada, "We shall.")
    assert first["conversation"]["id"] == second["conversation"]["id"]
    assert (first["sender"]["handle"], second["sender"]["handle"]) == ("ada", "bob")
    assert first["links"] == ["https://example.org/a?b=c#d"]
    for one, other in ((ada, bob), (bob, ada)):
        seen = await talks(one)
        (edge,) = seen["conversations"]["edges"]
        assert [each["handle"] for each in edge["node"]["participants"]] == [other.handle, one.handle]
        assert edge["node"]["lastMessage"]["text"] == "We shall."
        texts = [each["node"]["text"] for each in edge["node"]["messages"]["edges"]]
        assert (texts, edge["node"]["messages"]["totalCount"]) == (["Shall we?", "We shall."], 2)
        assert (edge["node"]["isOpen"], edge["node"]["unreadCount"], seen["unreadMessageCount"]) == (True, 1, 1)


@pytest.mark.requirement("R34")
async def test_the_first_messages_of_both_at_once_are_one_conversation(world: World) -> None:
    """Eight at a time from either side: sixteen messages in one thread, each at a place of its own."""
    ada, bob = await two(world)
    each = [message(*pair, f"{pair[0].handle} {n}") for n in range(8) for pair in ((ada, bob), (bob, ada))]
    await asyncio.gather(*each)
    seen = await talks(ada)
    (edge,) = seen["conversations"]["edges"]
    texts = [each["node"]["text"] for each in edge["node"]["messages"]["edges"]]
    assert sorted(texts) == sorted(f"{who} {n}" for who in ("ada", "bob") for n in range(8))
    assert seen["unreadMessageCount"] == 8
    numbers = await world.cypher("MATCH (m:Message) RETURN m.number AS number ORDER BY number")
    assert [each["number"] for each in numbers] == list(range(1, 17))


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R34")
async def test_nobody_else_can_be_written_to(world: World) -> None:
    """A stranger, somebody pending, oneself and nobody are one and the same refusal."""
    ada, bob, eve, kim, leo = await world.people("ada", "bob", "eve", "kim", "leo")
    await ada.invitation_to(eve)
    await kim.invitation_to(ada)
    await leo.goes("PRIVATE")
    refusals = [await says(ada, each) for each in (bob, eve, kim, leo, ada, "FL_0000000000000000")]
    assert {each["code"] for each in refusals} == {"NOT_CONNECTED"}
    assert all(each == refusals[0] for each in refusals)
    assert await world.cypher("MATCH (n) WHERE n:Message OR n:Conversation RETURN n") == []


@pytest.mark.requirement("R20")
async def test_clients_and_agencies_neither_write_nor_are_written_to(world: World) -> None:
    """A typed error says so."""
    (ada,) = await world.people("ada")
    await world.cypher("CREATE (:Client {id: 'CL_0000000000000001', handle: 'acme', name: 'Acme', status: 'ACTIVE'})")
    for other in ("CL_0000000000000001", "AG_0000000000000001"):
        assert (await says(ada, other))["code"] == "NOT_A_FREELANCER"
    assert (await says(Person(world, "CL_0000000000000001", "acme"), ada))["code"] == "NOT_A_FREELANCER"
    acme = Person(world, "CL_0000000000000001", "acme")
    assert (await talks(acme))["conversations"]["edges"] == []
    for result in (
        await edits(acme, "MS_0000000000000000", "x"),
        await deletes(acme, "MS_0000000000000000"),
        await reads(acme, "MS_0000000000000000"),
    ):
        assert result["code"] == "NOT_FOUND"


async def removes(world: World, ada: Person, bob: Person) -> None:
    """Bob removes ada."""
    await bob.removes(ada)


async def blocks(world: World, ada: Person, bob: Person) -> None:
    """Bob blocks ada."""
    await bob.blocks(ada)


async def closes(world: World, ada: Person, bob: Person) -> None:
    """Bob's account is closed."""
    await world.deactivates(bob)


@pytest.mark.requirement("R35")
async def test_removed_blocked_and_deactivated_are_one_closed_thread(world: World) -> None:
    """Everything that is read and every answer to a try, byte for byte, with the name of then and no word about it."""
    told = []
    for ends in (removes, blocks, closes):
        await world.wipe()
        world.chance.seed(3)
        world.clock.now = world.clock.now.replace(hour=12, minute=0, second=0)
        ada, bob = await two(world)
        mine = await message(ada, bob, "Shall we?")
        theirs = await message(bob, ada, "We shall.")
        stream = await ada.stream()
        state = world.chance.getstate()
        await ends(world, ada, bob)
        world.chance.setstate(state)
        assert await ada.stream() == stream
        talk = mine["conversation"]["id"]
        seen: list[Any] = [await talks(ada), await says(ada, bob), await replies(ada, talk)]
        seen += [await edits(ada, mine["id"], "Or not?"), await reads(ada, theirs["id"])]
        seen += [await deletes(ada, mine["id"]), await talks(ada), await ada.stream()]
        hears = await ada.hears()
        told.append([*seen, hears["unreadNotificationCount"], len(hears["notifications"]["edges"])])
    assert told[0] == told[1] == told[2]
    closed = told[0][1]
    assert (closed["__typename"], closed["code"]) == ("ConversationClosed", "CONVERSATION_CLOSED")
    assert closed["conversation"]["isOpen"] is False
    other = closed["conversation"]["participants"][0]
    assert (other["handle"], other["name"], other["profile"], other["network"]) == ("bob", "Bob T.", None, None)
    assert told[0][2]["code"] == told[0][3]["code"] == "CONVERSATION_CLOSED"


@pytest.mark.requirement("R35")
@pytest.mark.parametrize("ends", [removes, blocks])
async def test_a_closed_thread_keeps_the_name_of_then(world: World, ends: Any) -> None:
    """Whatever the other is called since; connected again, it is open and says what they are called now."""
    ada, bob = await two(world)
    await message(ada, bob)
    await ends(world, ada, bob)
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.name = 'Bobby T.'", id=bob.id)
    (edge,) = (await talks(ada))["conversations"]["edges"]
    assert edge["node"]["participants"][0]["name"] == "Bob T."
    (edge,) = (await talks(bob))["conversations"]["edges"]
    assert edge["node"]["isOpen"] is False
    await bob.unblocks(ada)
    await bob.accepts(await ada.invitation_to(bob))
    (edge,) = (await talks(ada))["conversations"]["edges"]
    assert (edge["node"]["isOpen"], edge["node"]["participants"][0]["name"]) == (True, "Bobby T.")
    await message(ada, bob, "There you are")


@pytest.mark.requirement("R23")
async def test_a_reactivation_opens_the_thread_again(world: World) -> None:
    """Its connection is back, and so is the conversation."""
    ada, bob = await two(world)
    await message(ada, bob)
    await world.deactivates(bob)
    assert (await says(ada, bob))["code"] == "CONVERSATION_CLOSED"
    await world.reactivates(bob)
    await message(ada, bob)


@pytest.mark.requirement("R19")
@pytest.mark.parametrize("ends", [removes, blocks, closes])
async def test_whoever_wrote_can_be_blocked_also_when_hidden(world: World, ends: Any) -> None:
    """A thread is enough; without one the answer is the one of nobody."""
    ada, bob = await two(world)
    eve = await world.person("eve")
    await message(bob, ada)
    await ends(world, ada, bob)
    await bob.goes("PRIVATE") if ends is not closes else None
    assert (await ada.blocks(bob))["__typename"] == "BlockFreelancerPayload"
    assert [each["name"] for each in await ada.blocked()] == ["Bob T."]
    await eve.goes("PRIVATE")
    assert (await ada.blocks(eve))["code"] == "UNAVAILABLE"


async def test_somebody_elses_conversation_does_not_exist(world: World) -> None:
    """Neither to read nor to write, edit, delete or mark; the same as one that never was."""
    ada, bob = await two(world)
    eve = await world.person("eve")
    sent = await message(ada, bob)
    talk = sent["conversation"]["id"]
    for here, there in ((talk, sent["id"]), ("CV_0000000000000000", "MS_0000000000000000")):
        assert (await eve.asks(NODE, id=here)).data["node"] is None
        assert (await eve.asks(NODE, id=there)).data["node"] is None
        assert (await replies(eve, here))["code"] == "NOT_FOUND"
        assert (await edits(eve, there, "x"))["code"] == "NOT_FOUND"
        assert (await deletes(eve, there))["code"] == "NOT_FOUND"
        assert (await reads(eve, there))["code"] == "NOT_FOUND"
    assert (await talks(eve))["conversations"]["edges"] == []
    assert (await bob.asks(NODE, id=talk)).data["node"] == {"__typename": "Conversation", "id": talk}
    assert (await bob.asks(NODE, id=sent["id"])).data["node"] == {"__typename": "Message", "id": sent["id"]}


async def test_ones_own_message_is_edited_for_both_while_it_is_young(world: World) -> None:
    """And only its own; afterwards it stands."""
    ada, bob = await two(world)
    sent = await message(ada, bob, "Helo")
    assert sent["viewerCanEditUntil"] == (await message(ada, bob))["viewerCanEditUntil"]
    world.clock.tick(minutes=14)
    changed = await edits(ada, sent["id"], "Hello")
    assert changed["conversationMessage"]["text"] == "Hello"
    assert changed["conversationMessage"]["editedAt"] == "2026-03-01T12:14:01.000000Z"
    assert (await thread(bob, sent["conversation"]["id"], first=5))[0] == ["Hello", "Hello"]
    assert (await edits(bob, sent["id"], "Hi"))["code"] == "NOT_ALLOWED"
    assert (await deletes(bob, sent["id"]))["code"] == "NOT_ALLOWED"
    world.clock.tick(minutes=1)
    assert (await edits(ada, sent["id"], "Late"))["code"] == "NOT_ALLOWED"
    assert (await deletes(ada, sent["id"]))["code"] == "NOT_ALLOWED"


async def test_deleting_hides_a_message_from_its_writer_alone(world: World) -> None:
    """It is nowhere for the one, and unchanged and new for the other; again succeeds, also when it is old."""
    ada, bob = await two(world)
    first, second = await message(ada, bob, "One"), await message(ada, bob, "Two")
    talk = first["conversation"]["id"]
    result = await deletes(ada, second["id"])
    assert result["deletedMessageId"] == second["id"]
    assert result["conversation"]["lastMessage"]["text"] == "One"
    assert (await thread(ada, talk, first=5))[0] == ["One"]
    assert (await thread(bob, talk, first=5))[0] == ["One", "Two"]
    assert (await ada.asks(NODE, id=second["id"])).data["node"] is None
    assert (await edits(ada, second["id"], "x"))["code"] == "NOT_FOUND"
    assert (await reads(ada, second["id"]))["code"] == "NOT_FOUND"
    seen = await talks(bob)
    assert (seen["unreadMessageCount"], seen["conversations"]["edges"][0]["node"]["unreadCount"]) == (2, 2)
    world.clock.tick(hours=1)
    assert (await deletes(ada, second["id"]))["__typename"] == "DeleteMessagePayload"
    kinds = await world.cypher("MATCH (e:Event {kind: 'MESSAGE_DELETED'}) RETURN e.id AS id")
    assert len(kinds) == 1


@pytest.mark.requirement("R34")
async def test_a_mark_counts_what_is_left_and_takes_the_notification_along(world: World) -> None:
    """Three messages, the second read; an older mark changes nothing."""
    ada, bob = await two(world)
    sent = [await message(ada, bob, text) for text in ("One", "Two", "Three")]
    assert (await bob.hears())["unreadNotificationCount"] == 3
    result = await reads(bob, sent[1]["id"])
    assert result["conversation"] == {"unreadCount": 1}
    assert result["viewer"] == {"unreadMessageCount": 1, "unreadNotificationCount": 1}
    assert (await reads(bob, sent[0]["id"]))["conversation"] == {"unreadCount": 1}
    read = [edge["node"]["isRead"] for edge in (await bob.hears())["notifications"]["edges"]]
    assert read == [False, True, True]
    assert await bob.heard() == [("MESSAGE_RECEIVED", "ada")] * 3
    kinds = await world.cypher("MATCH (e:Event {a: $id}) RETURN e.kind AS kind", id=bob.id)
    assert [each["kind"] for each in kinds] == ["CONVERSATION_READ"]


async def test_acts_on_messages_happen_once(world: World) -> None:
    """A repeat under the key gives the first answer; another input under it is a conflict."""
    ada, bob = await two(world)
    first = await message(ada, bob, idempotencyKey="k")
    assert (await message(ada, bob, idempotencyKey="k"))["id"] == first["id"]
    for _ in range(2):
        assert (await edits(ada, first["id"], "Hello!", idempotencyKey="k"))["__typename"] == "EditMessagePayload"
    for _ in range(2):
        assert (await reads(bob, first["id"], idempotencyKey="k"))["__typename"] == "MarkReadPayload"
    for _ in range(2):
        assert (await deletes(ada, first["id"], idempotencyKey="k"))["__typename"] == "DeleteMessagePayload"
    events = await world.cypher("MATCH (e:Event) WHERE e.kind <> 'CONNECTION_IMPORTED' RETURN e.id AS id")
    assert len(events) == 4
    assert len(await world.cypher("MATCH (m:Message) RETURN m")) == 1
    wrong: list[tuple[str, Data]] = [
        (SEND, {"to": {"freelancerId": bob.id}, "text": "Other", "idempotencyKey": "k"}),
        (EDIT, {"messageId": first["id"], "text": "Other", "idempotencyKey": "k"}),
        (DELETE, {"messageId": "MS_0000000000000000", "idempotencyKey": "k"}),
    ]
    for text, given in wrong:
        assert (await ada.asks(text, input=given)).codes == ["IDEMPOTENCY_CONFLICT"], text


@pytest.mark.requirement("R34")
@pytest.mark.requirement("R28")
async def test_pages_of_a_thread_run_both_ways_and_stand_still(world: World) -> None:
    """Seven messages by three, from either end, while more arrive."""
    ada, bob = await two(world)
    talk = ""
    for number in range(1, 8):
        talk = (await message(ada, bob, str(number)))["conversation"]["id"]
    first, info = await thread(bob, talk, first=3)
    assert (first, info["hasNextPage"], info["hasPreviousPage"]) == (["1", "2", "3"], True, False)
    await message(ada, bob, "8")
    second, info = await thread(bob, talk, first=3, after=info["endCursor"])
    assert second == ["4", "5", "6"]
    third, info = await thread(bob, talk, first=3, after=info["endCursor"])
    assert (third, info["hasNextPage"]) == (["7", "8"], False)
    last, info = await thread(bob, talk, last=3)
    assert (last, info["hasPreviousPage"], info["hasNextPage"]) == (["6", "7", "8"], True, False)
    assert (await thread(bob, talk, last=3, before=info["startCursor"]))[0] == ["3", "4", "5"]
    answer = await ada.asks(
        "query($a: String) { viewer { conversations(first: 1, after: $a) { nodes { id } } } }", a=info["startCursor"]
    )
    assert answer.codes == ["CURSOR_MISMATCH"]


@pytest.mark.requirement("R34")
async def test_the_latest_conversation_comes_first(world: World) -> None:
    """And moves to the front with each message, in pages both ways."""
    ada, *others = await world.people("ada", "bob", "eve", "kim")
    await world.connect(*((ada, each) for each in others))
    for each in others:
        world.clock.tick()
        await message(each, ada)
    world.clock.tick()
    await message(ada, others[0])
    text = (
        "query($f: Int, $l: Int, $a: String) { viewer { conversations(first: $f, last: $l, after: $a) { "
        "pageInfo { endCursor } nodes { participants { handle } } } } }"
    )
    first = (await ada.asks(text, f=2)).data["viewer"]["conversations"]
    assert [each["participants"][0]["handle"] for each in first["nodes"]] == ["bob", "kim"]
    rest = (await ada.asks(text, f=2, a=first["pageInfo"]["endCursor"])).data["viewer"]["conversations"]
    assert [each["participants"][0]["handle"] for each in rest["nodes"]] == ["eve"]
    last = (await ada.asks(text, l=2)).data["viewer"]["conversations"]
    assert [each["participants"][0]["handle"] for each in last["nodes"]] == ["kim", "eve"]


async def test_a_relation_leads_to_its_conversation(world: World) -> None:
    """Null before the first message."""
    ada, bob = await two(world)
    text = "query R($id: ID!) { freelancer(by: {id: $id}) { viewerRelation { conversation { id isOpen } } } }"
    assert (await ada.asks(text, id=bob.id)).data["freelancer"]["viewerRelation"]["conversation"] is None
    talk = (await message(bob, ada))["conversation"]["id"]
    seen = (await ada.asks(text, id=bob.id)).data["freelancer"]["viewerRelation"]["conversation"]
    assert seen == {"id": talk, "isOpen": True}


@pytest.mark.requirement("R21")
async def test_a_closed_account_writes_nothing(world: World) -> None:
    """Nor does it edit, delete or mark."""
    ada, bob = await two(world)
    sent = await message(ada, bob)
    await world.deactivates(ada)
    for text, given in (
        (SEND, {"to": {"freelancerId": bob.id}, "text": "x"}),
        (EDIT, {"messageId": sent["id"], "text": "x"}),
        (DELETE, {"messageId": sent["id"]}),
    ):
        assert (await ada.asks(text, input=given)).codes == ["ACCOUNT_CLOSED"]


@pytest.mark.requirement("R34")
async def test_a_page_costs_the_same_at_any_depth_of_a_hundred_thousand_messages(world: World) -> None:
    """First, middle and last page, forwards and backwards: the same hits within a few, counted or not."""
    ada, bob = await two(world)
    talk = (await message(ada, bob, "0"))["conversation"]["id"]
    planted = (
        "UNWIND range(2, 100000) AS n CALL (n) { CREATE (:Message {id: 'MS_' + n, conversation: $talk, number: n, "
        "sender: CASE WHEN n % 2 = 0 THEN $ada ELSE $bob END, text: 'Hello', links: [], sentAt: $now}) } "
        "IN TRANSACTIONS OF 10000 ROWS"
    )
    async with world.driver.session() as session:
        await (await session.run(planted, talk=talk, ada=ada.id, bob=bob.id, now=world.clock())).consume()

    async def hits(name: str, above: int, below: int) -> int:
        _, summary, _ = await world.driver.execute_query(  # pyright: ignore[reportCallIssue, reportGeneralTypeIssues]  # a file of ours
            "PROFILE " + catalogue()[name].text,  # pyright: ignore[reportArgumentType]  # a file of ours
            {"me": ada.id, "conversations": [talk], "above": above, "below": below, "limit": 21, "withTotal": False},
        )
        assert summary.profile is not None
        return _hits(summary.profile)

    costs: list[int] = []
    try:
        costs = [
            await hits(name, above, below)
            for name in ("messages/page", "messages/page_backward")
            for above, below in ((0, 2**53), (50_000, 2**53), (99_950, 2**53), (0, 50_000), (0, 60))
        ]
        assert max(costs) <= 1.2 * min(costs)
        assert max(costs) <= 400
        text, _ = await thread(bob, talk, last=2)
        assert len(text) == 2
    finally:
        async with world.driver.session() as session:
            emptied = "MATCH (m:Message) CALL (m) { DELETE m } IN TRANSACTIONS OF 10000 ROWS"
            await (await session.run(emptied)).consume()


def _hits(plan: Data) -> int:
    return int(plan["dbHits"]) + sum(_hits(child) for child in plan.get("children", []))
