"""A team's conversation: whoever is in it and has agreed writes and hears; it closes with the team."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from confrere.graph.model.ids import talk_of

from ..teaming import a_crew, agreed, asked, does, forms, hours, offering, says
from ..world import Data, Moving, Person, World
from .talking import SEND, deletes, edits, reads, replies

TALK = (
    "{ id isOpen unreadCount team { id } participants { handle notice } lastMessage { text sender { handle } } "
    "messages(first: 10) { totalCount nodes { id text sender { handle name notice } } } }"
)
MINE = (
    "{ viewer { unreadMessageCount conversations(first: 10) { totalCount nodes " + TALK + " } "
    "teams(first: 5) { nodes { id conversation " + TALK + " } } "
    "notifications(first: 10) { nodes { kind isRead subject { __typename ... on Message { text } } } } } }"
)
NODE = "query Talk($id: ID!) { node(id: $id) { ... on Conversation " + TALK + " } }"


async def seen(who: Person) -> Data:
    """What somebody has of conversations and teams."""
    found: Data = (await who.asks(MINE)).data["viewer"]
    return found


async def thread(who: Person) -> list[str] | None:
    """The words of the one team conversation somebody sees through the team; None where there is none."""
    teams = (await seen(who))["teams"]["nodes"]
    talk = teams[0]["conversation"] if teams else None
    return [each["text"] for each in talk["messages"]["nodes"]] if talk else None


async def test_everybody_who_agreed_reads_what_one_writes(teaming: World) -> None:
    """From every side the same words, counted as unread by all others, each of whom hears of them."""
    _, _, (ada, bob, cem), team = await agreed(teaming)
    sent = await replies(ada, talk_of(team["id"]), "Who begins?")
    assert sent["__typename"] == "SendMessagePayload", sent
    assert sent["conversationMessage"]["conversation"]["unreadCount"] == 0
    for each in (bob, cem):
        mine = await seen(each)
        (talk,) = mine["conversations"]["nodes"]
        assert mine["conversations"]["totalCount"] == mine["unreadMessageCount"] == 1
        assert talk == mine["teams"]["nodes"][0]["conversation"]
        assert (talk["isOpen"], talk["unreadCount"], talk["team"]) == (True, 1, {"id": team["id"]})
        assert sorted(one["handle"] for one in talk["participants"]) == ["ada", "bob", "cem"]
        assert talk["messages"]["nodes"][0]["sender"]["handle"] == "ada"
        heard = mine["notifications"]["nodes"][0]
        assert (heard["kind"], heard["subject"]) == (
            "MESSAGE_RECEIVED",
            {"__typename": "Message", "text": "Who begins?"},
        )
    assert (await seen(ada))["unreadMessageCount"] == 0


async def test_a_conversation_is_there_before_anybody_has_said_anything(teaming: World) -> None:
    """It is empty, open, found by its id, and in no list."""
    _, _, (ada, _, _), team = await agreed(teaming)
    mine = await seen(ada)
    talk = mine["teams"]["nodes"][0]["conversation"]
    assert mine["conversations"]["nodes"] == []
    assert (talk["id"], talk["isOpen"], talk["messages"]["totalCount"]) == (talk_of(team["id"]), True, 0)
    assert talk["lastMessage"] is None
    assert sorted(each["handle"] for each in talk["participants"]) == ["ada", "bob", "cem"]
    assert (await ada.asks(NODE, id=talk["id"])).data["node"] == talk


async def test_whoever_has_not_agreed_neither_reads_nor_writes(teaming: World) -> None:
    """Until the yes, with which everything said before is there to be read."""
    _, job, (ada, bob, cem) = await a_crew(teaming, "ada", "bob", "cem")
    made = await forms(ada, job, "COLLABORATION", asked(bob, hours(price=False)), asked(cem, hours(price=False)))
    talk = talk_of(made["team"]["id"])
    await replies(ada, talk, "Anybody?")
    assert await thread(bob) is None
    assert (await bob.asks(NODE, id=talk)).data["node"] is None
    assert (await replies(bob, talk))["code"] == "NOT_FOUND"
    assert (await seen(bob))["unreadMessageCount"] == 0
    await says(bob, made["team"])
    assert await thread(bob) == ["Anybody?"]
    assert (await seen(bob))["unreadMessageCount"] == 1
    assert await thread(cem) is None


async def test_whoever_leaves_hears_nothing_more(teaming: World) -> None:
    """What they said stays, with their name; they have no thread, no count and no word of it left."""
    _, _, (ada, bob, cem), team = await agreed(teaming)
    talk = talk_of(team["id"])
    await replies(bob, talk, "I have to go")
    await replies(ada, talk, "A pity")
    assert (await does(bob, "leaveTeam", teamId=team["id"]))["__typename"] == "LeaveTeamPayload"
    await replies(ada, talk, "Who takes over?")
    assert (await seen(bob))["conversations"] == {"totalCount": 0, "nodes": []}
    assert (await seen(bob))["unreadMessageCount"] == 0
    assert (await bob.asks(NODE, id=talk)).data["node"] is None
    assert (await replies(bob, talk))["code"] == "NOT_FOUND"
    (kept,) = (await seen(cem))["conversations"]["nodes"]
    assert [each["sender"]["handle"] for each in kept["messages"]["nodes"]] == ["bob", "ada", "ada"]
    assert sorted(one["handle"] for one in kept["participants"]) == ["ada", "cem"]


@pytest.mark.requirement("R1")
async def test_a_conversation_closes_with_its_team_and_stays_readable(teaming: World) -> None:
    """To those who were in it then, not to whoever left before; nobody writes, edits or hears."""
    shop, job, (ada, bob, cem), team = await agreed(teaming)
    talk = talk_of(team["id"])
    message = (await replies(ada, talk, "Hello"))["conversationMessage"]["id"]
    assert (await does(bob, "leaveTeam", teamId=team["id"]))["__typename"] == "LeaveTeamPayload"
    assert (await does(shop, "cancelJob", jobId=job))["__typename"] == "CancelJobPayload"
    for each in (ada, cem):
        (kept,) = (await seen(each))["conversations"]["nodes"]
        assert (kept["isOpen"], kept["team"], kept["id"]) == (False, None, talk)
        assert [one["text"] for one in kept["messages"]["nodes"]] == ["Hello"]
        assert sorted(one["handle"] for one in kept["participants"]) == ["ada", "cem"]
        assert (await replies(each, talk))["code"] == "CONVERSATION_CLOSED"
    assert (await edits(ada, message, "Hi"))["code"] == "CONVERSATION_CLOSED"
    assert (await reads(cem, message))["conversation"] == {"unreadCount": 0}
    assert (await seen(bob))["conversations"]["nodes"] == []
    assert (await bob.asks(NODE, id=talk)).data["node"] is None
    assert (await replies(bob, talk))["code"] == "NOT_FOUND"
    assert (await reads(bob, message))["code"] == "NOT_FOUND"


@pytest.mark.requirement("R35")
async def test_a_conversation_closes_for_members_when_the_lead_is_gone(teaming: World) -> None:
    """Without a word of why: a lead who closed their account looks like one who called the team off."""
    _, _, (ada, bob, _), team = await agreed(teaming)
    talk = talk_of(team["id"])
    await replies(ada, talk, "Hello")
    await teaming.deactivates(ada)
    (kept,) = (await seen(bob))["conversations"]["nodes"]
    assert (kept["isOpen"], kept["team"]) == (False, None)
    assert (await replies(bob, talk))["code"] == "CONVERSATION_CLOSED"


async def reads_after(world: World, act: Callable[[World, Person, Person], Awaitable[object]]) -> list[Data]:
    """What a member reads and can do after another one, who had said something, has done something in silence."""
    await world.wipe()
    market = offering(replace(world, clock=Moving(), chance=random.Random(7)))
    _, _, (ada, bob, cem), team = await agreed(market)
    await replies(bob, talk_of(team["id"]), "Hello")
    await replies(ada, talk_of(team["id"]), "Welcome")
    await act(market, bob, cem)
    market.chance.seed(11)  # a closed account is set in the database and draws no ids
    before = await seen(cem)
    await replies(ada, talk_of(team["id"]), "Where is Bob?")
    sent = await replies(cem, talk_of(team["id"]), "Gone")
    return [before, sent["conversationMessage"]["conversation"], await seen(cem)]


@pytest.mark.requirement("R18")
async def test_a_team_does_not_tell_a_block_from_a_closed_account(world: World) -> None:
    """Whoever blocks another member or closes their account is gone in the same way for that member."""

    async def blocks(_: World, bob: Person, cem: Person) -> None:
        assert (await bob.blocks(cem))["__typename"] == "BlockFreelancerPayload"

    async def closes(market: World, bob: Person, _: Person) -> None:
        await market.deactivates(bob)

    blocked, closed = [await reads_after(world, act) for act in (blocks, closes)]
    assert blocked == closed
    assert "Bob T." in str(blocked)


async def test_ones_own_message_to_a_team_is_edited_deleted_and_read(teaming: World) -> None:
    """By its author alone; a deletion is for the author alone."""
    _, _, (ada, bob, cem), team = await agreed(teaming)
    message = (await replies(ada, talk_of(team["id"]), "At nyne"))["conversationMessage"]["id"]
    assert (await edits(bob, message, "At ten"))["code"] == "NOT_ALLOWED"
    assert (await edits(ada, message, "At nine"))["__typename"] == "EditMessagePayload"
    assert await thread(bob) == ["At nine"]
    assert (await reads(bob, message))["conversation"] == {"unreadCount": 0}
    assert ((await seen(bob))["unreadMessageCount"], (await seen(cem))["unreadMessageCount"]) == (0, 1)
    assert (await deletes(ada, message))["__typename"] == "DeleteMessagePayload"
    assert (await thread(ada), await thread(cem)) == ([], ["At nine"])


async def test_a_private_member_is_shown_by_name_alone(teaming: World) -> None:
    """To members whom nothing connects with them, as in the team."""
    _, _, (_, bob, cem), team = await agreed(teaming)
    await cem.goes("PRIVATE")
    await replies(cem, talk_of(team["id"]), "I am here")
    (talk,) = (await seen(bob))["conversations"]["nodes"]
    sender = talk["messages"]["nodes"][0]["sender"]
    assert (sender["name"], sender["notice"]) == ("Cem T.", "PRIVATE_PROFILE")


async def test_a_repeat_says_a_thing_once(teaming: World) -> None:
    """The same key gives the same message; nobody counts it twice."""
    _, _, (ada, bob, _), team = await agreed(teaming)
    first, again = [await replies(ada, talk_of(team["id"]), "Once", idempotencyKey="k") for _ in range(2)]
    assert first["conversationMessage"]["id"] == again["conversationMessage"]["id"]
    assert (await seen(bob))["unreadMessageCount"] == 1
    given = {"to": {"conversationId": talk_of(team["id"])}, "text": "Twice", "idempotencyKey": "k"}
    assert (await ada.asks(SEND, input=given)).codes == ["IDEMPOTENCY_CONFLICT"]
