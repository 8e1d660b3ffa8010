"""The stream of events: at once, in order, once each, through every disconnect, and only for whom it is."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from confrere.api.cli.serving import configured
from confrere.api.context import Caller
from confrere.api.settings import Settings
from confrere.graph.model.ids import talk_of
from confrere.graph.model.rules import Phase

from ..serving import listening
from ..teaming import a_crew, asked, does, forms, hours, says
from ..world import START, Data, Person, World
from .hearing import EVENTS, raw_socket, server_sent, socket_of, token_of
from .talking import message, replies


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    """The application on a socket, looking for news of other processes every twentieth of a second."""
    serve(world)
    async with listening(world.app) as found:
        yield found


def serve(world: World, **settings: Any) -> None:
    """Makes the application anew with other settings."""
    world.settings = Settings(account_seconds=0, stream_seconds=0.05, messages_per_minute=100_000, **settings)
    world.__post_init__()


async def pair(world: World) -> tuple[Person, Person]:
    """Ada and bob, connected."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    return ada, bob


@pytest.mark.requirement("R34")
async def test_a_message_arrives_by_itself(world: World, address: str) -> None:
    """Over a WebSocket and as a server-sent event, with its text and its place."""
    ada, bob = await pair(world)
    async with socket_of(address, bob) as socket, server_sent(address, bob, after="0") as events:
        await socket.subscribe(after="0")
        first = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0.3)
        await message(ada, bob, "Shall we?")
        entry = await socket.event()
        assert (entry["kind"], entry["subject"]["text"], entry["sequence"]) == ("MESSAGE_RECEIVED", "Shall we?", "1")
        sent = await first
        assert (sent["event"], sent["id"]) == ("next", "1")
        assert sent["data"]["data"]["events"] == entry


@pytest.mark.requirement("R34")
async def test_without_a_place_only_what_comes_is_told(world: World, address: str) -> None:
    """Nothing of before; no one is told when it begins, so messages are written until one is heard."""
    ada, bob = await pair(world)
    await message(ada, bob, "before")
    async with server_sent(address, bob) as events:
        first = asyncio.ensure_future(anext(events))
        while not first.done():
            await message(ada, bob, "since")
            await asyncio.wait([first], timeout=0.2)
        assert first.result()["data"]["data"]["events"]["subject"]["text"] == "since"


@pytest.mark.requirement("R34")
async def test_news_of_a_team_and_its_messages_arrive_by_themselves(world: World) -> None:
    """To whoever is asked, and, once they have agreed, what is said in it; at its end that it is over."""
    serve(world, phase=Phase.TEAMS)
    shop, job, (ada, bob) = await a_crew(world, "ada", "bob")
    async with listening(world.app) as address, socket_of(address, bob) as socket:
        await socket.subscribe(after="0")
        terms = hours(price=False)
        formed = await forms(ada, job, "COLLABORATION", asked(bob, terms), terms=terms)
        assert formed["__typename"] == "FormTeamPayload", formed
        entry = await socket.event()
        assert (entry["kind"], entry["subject"]["__typename"]) == ("TEAM_INVITED", "Team")
        await says(bob, formed["team"])
        await replies(ada, talk_of(formed["team"]["id"]), "Welcome")
        entry = await socket.event()
        assert (entry["kind"], entry["subject"]["text"]) == ("MESSAGE_RECEIVED", "Welcome")
        await does(shop, "cancelJob", jobId=job)
        assert (await socket.event())["kind"] == "TEAM_ENDED"


@pytest.mark.requirement("R12")
@pytest.mark.requirement("R13")
async def test_what_is_taken_back_arrives_as_that(world: World, address: str) -> None:
    """An invitation and its end, then the next one and the news that one's own was accepted."""
    ada, bob = await world.people("ada", "bob")
    async with socket_of(address, bob) as socket:
        await socket.subscribe(after="0")
        invitation = await ada.invitation_to(bob, note="Shall we?")
        told = await socket.event()
        assert (told["kind"], told["subject"]["note"]) == ("INVITATION_RECEIVED", "Shall we?")
        await ada.withdraws(invitation)
        back = await socket.event()
        assert back == {"__typename": "NotificationRetracted", "sequence": "2", "notificationId": told["id"]}
        eve = await world.person("eve")
        await eve.accepts(await bob.invitation_to(eve))
        assert (await socket.event())["subject"] == {"__typename": "Freelancer", "handle": "eve"}


@pytest.mark.attack(38, 66)
@pytest.mark.requirement("R15")
@pytest.mark.requirement("R18")
@pytest.mark.requirement("R19")
@pytest.mark.requirement("R35")
async def test_hidden_acts_arrive_as_nothing(world: World, address: str) -> None:
    """A no, a removal, a block and a closed account go by; what comes after them has the next number."""
    ada, bob, eve, kim, leo, mia = await world.people("ada", "bob", "eve", "kim", "leo", "mia")
    await world.connect((ada, bob), (ada, eve), (ada, kim), (ada, mia))
    async with socket_of(address, ada) as socket, server_sent(address, ada, after="0") as events:
        await socket.subscribe(after="0")
        await leo.declines(await ada.invitation_to(leo))
        await bob.removes(ada)
        await eve.blocks(ada)
        await kim.goes("PRIVATE")
        await world.deactivates(kim)
        await message(mia, ada, "Hello")
        entry = await socket.event()
        assert (entry["sequence"], entry["subject"]["text"]) == ("1", "Hello")
        assert (await anext(events))["data"]["data"]["events"] == entry


@pytest.mark.requirement("R34")
async def test_nothing_is_lost_or_doubled_through_disconnects_and_restarts(world: World, address: str) -> None:
    """A hundred messages while the client is cut off every few entries, and a second server takes over by turns."""
    ada, bob = await pair(world)
    count, got = 100, list[int]()

    async def write() -> None:
        for number in range(count):
            await message(ada, bob, str(number))

    writing = asyncio.create_task(write())
    async with listening(world.app) as second:
        turns = 0
        while len(got) < count:
            turns += 1
            async with socket_of((address, second)[turns % 2], bob) as socket:
                await socket.subscribe(after=str(len(got)))
                for _ in range(min(1 + turns * 7 % 29, count - len(got))):
                    entry = await socket.event()
                    assert int(entry["sequence"]) == len(got) + 1
                    got.append(int(entry["subject"]["text"]))
                socket.connection.transport.abort()
    await writing
    assert turns > 6
    assert got == list(range(count))


@pytest.mark.requirement("R34")
async def test_nothing_beyond_the_end_that_was_read_is_taken(world: World, address: str) -> None:
    """An entry whose act is seen in parts waits for the next look, or it would come before the one ahead of it."""
    ada, bob = await pair(world)
    await message(ada, bob, "1")
    await message(ada, bob, "2")
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.lastSequence = 1", id=bob.id)
    async with socket_of(address, bob) as socket:
        await socket.subscribe(after="0")
        assert (await socket.event())["subject"]["text"] == "1"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await socket.connection.recv()
        await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.lastSequence = 2", id=bob.id)
        assert (await socket.event())["subject"]["text"] == "2"


@pytest.mark.requirement("R34")
async def test_a_reconnecting_event_source_goes_on_behind_its_last_event(world: World, address: str) -> None:
    """By the header that browsers send; what the document says goes first."""
    ada, bob = await pair(world)
    for number in range(5):
        await message(ada, bob, str(number))
    async with server_sent(address, bob, headers={"Last-Event-ID": "3"}) as events:
        assert [(await anext(events))["id"] for _ in range(2)] == ["4", "5"]
    async with server_sent(address, bob, after="4", headers={"Last-Event-ID": "1"}) as events:
        assert (await anext(events))["id"] == "5"


@pytest.mark.requirement("R34")
async def test_another_process_is_heard_without_a_word(world: World, address: str) -> None:
    """What is written elsewhere, as by the command line, is found by looking."""
    ada, bob = await world.people("ada", "bob")
    other = World(world.store, world.driver, world.tokens, world.settings, world.clock, world.chance)
    async with socket_of(address, bob) as socket:
        await socket.subscribe(after="0")
        await Person(other, ada.id, ada.handle).invitation_to(bob)
        assert (await socket.event())["kind"] == "INVITATION_RECEIVED"


async def test_an_expired_token_ends_the_stream(world: World, address: str) -> None:
    """The socket is closed as unauthorized; server-sent events end with the error."""
    _, bob = await pair(world)
    async with socket_of(address, bob) as socket, server_sent(address, bob) as events:
        await socket.subscribe()
        ending = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0.2)
        world.clock.tick(hours=2)
        assert await socket.closed() == 4401
        told = await ending
        assert told["data"]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert (await anext(events))["event"] == "complete"


@pytest.mark.requirement("R23")
async def test_a_closed_account_hears_nothing_more(world: World, address: str) -> None:
    """Not even what is written in the moment of closing."""
    ada, bob = await pair(world)
    async with socket_of(address, bob) as socket:
        await socket.subscribe(after="0")
        await message(ada, bob)
        await socket.event()
        await world.deactivates(bob)
        assert await socket.closed() == 4403


async def test_a_reader_who_lags_is_told_of_the_gap_and_can_go_back_for_it(world: World) -> None:
    """Beyond the backlog the rest is skipped once; subscribing behind the last entry delivers it all."""
    serve(world, stream_backlog=100)
    ada, bob = await pair(world)
    await message(ada, bob, "first")
    streams = world.app.state.streams
    following = streams.follow(Caller(bob.id), 0)
    assert (await anext(following))["sequence"] == 1
    await plant(world, bob, 2, 151)
    gap = await anext(following)
    assert (gap.missed, gap.place) == (150, 1)
    await following.aclose()
    again = streams.follow(Caller(bob.id), gap.place)
    assert [(await anext(again))["sequence"] for _ in range(150)] == list(range(2, 152))
    await again.aclose()


@pytest.mark.attack(64)
async def test_a_frame_that_is_too_large_closes_its_socket_and_no_other(world: World) -> None:
    """As `confrere up` serves: one byte more than a request may have; whoever else listens goes on hearing."""
    serve(world)
    ada, bob = await pair(world)
    async with (
        listening(world.app, config=configured(world.app, world.settings, lifespan="off")) as address,
        socket_of(address, bob) as hearing,
        socket_of(address, bob) as shouting,
    ):
        await hearing.subscribe(after="0")
        await shouting.connection.send("x" * (world.settings.max_body_bytes + 1))
        assert await shouting.closed() == 1009
        await message(ada, bob)
        assert (await hearing.event())["sequence"] == "1"


@pytest.mark.attack(64)
async def test_a_reader_who_does_not_read_holds_nobody_up(world: World, address: str) -> None:
    """Long messages wait in the database while others hear theirs; whoever reads again gets all of them in order."""
    ada, bob = await pair(world)
    eve = await world.person("eve")
    await world.connect((ada, eve))
    async with raw_socket(address, max_queue=1) as idle, socket_of(address, eve) as awake:
        await idle.say(type="connection_init", payload={"authorization": f"Bearer {token_of(bob)}"})
        await idle.subscribe(after="0")
        await awake.subscribe(after="0")
        for number in range(40):
            await message(ada, bob, f"{number} " + "x" * 90_000)
        await message(ada, eve, "Hello")
        assert (await awake.event())["subject"]["text"] == "Hello"
        assert await idle.hear() == {"type": "connection_ack"}
        heard = [(await idle.event())["subject"]["text"].partition(" ")[0] for _ in range(40)]
        assert heard == [str(number) for number in range(40)]


async def plant(world: World, reader: Person, first: int, last: int) -> None:
    """Writes entries into somebody's stream from behind."""
    await world.cypher(
        "MATCH (f:Freelancer {id: $id}) SET f.lastSequence = $last WITH f UNWIND range($first, $last) AS n "
        "CREATE (:Notification {id: 'NT_' + n, to: f.id, sequence: n, at: $now, kind: 'INVITATION_ACCEPTED'})",
        id=reader.id,
        first=first,
        last=last,
        now=START,
    )


@pytest.mark.attack(63)
async def test_one_socket_runs_ten_operations_at_once(world: World, address: str) -> None:
    """The eleventh is refused with a code, the ten go on, and an end makes room."""
    ada, bob = await pair(world)
    async with socket_of(address, bob) as socket:
        for number in range(11):
            await socket.subscribe(id=str(number), after="0")
        refused = await socket.hear()
        assert (refused["id"], refused["type"]) == ("10", "error")
        assert refused["payload"][0]["extensions"]["code"] == "TOO_MANY_OPERATIONS"
        await message(ada, bob)
        assert sorted([(await socket.hear())["id"] for _ in range(10)]) == [str(n) for n in range(10)]
        await socket.say(id="3", type="complete")
        await socket.subscribe(id="new", after="0")
        assert (await socket.event("new"))["sequence"] == "1"


@pytest.mark.attack(60, 61, 62)
async def test_whoever_does_not_keep_the_protocol_is_closed_with_its_code(world: World, address: str) -> None:
    """Each by the code that the protocol names."""
    (ada,) = await world.people("ada")
    init: Data = {"type": "connection_init", "payload": {"authorization": f"Bearer {token_of(ada)}"}}
    ask: Data = {"id": "1", "type": "subscribe", "payload": {"query": EVENTS}}
    for said, code in (
        ([ask], 4401),
        ([{"type": "connection_init"}], 4401),
        ([{"type": "connection_init", "payload": {"authorization": "Bearer x"}}], 4401),
        ([{"type": "connection_init", "payload": {"authorization": 7}}], 4401),
        ([{"type": "connection_init", "payload": "x"}], 4400),
        ([init, init], 4429),
        ([init, ask, ask], 4409),
        ([{"type": "start"}], 4400),
        ([{"type": 7}], 4400),
        ([init, {"type": "subscribe", "payload": {"query": EVENTS}}], 4400),
        ([init, {"id": "", "type": "subscribe", "payload": {"query": EVENTS}}], 4400),
        ([init, {"id": "1", "type": "subscribe", "payload": [1]}], 4400),
        ([init, {"id": {}, "type": "complete"}], 4400),
    ):
        async with raw_socket(address) as socket:
            for each in said:
                await socket.say(**each)
            assert await socket.closed() == code, said
    for text in ("[]", "7", "null", "{", '"x"', "[" * 2000):
        async with raw_socket(address) as socket:
            await socket.connection.send(text)
            assert await socket.closed() == 4400
    async with raw_socket(address) as socket:
        await socket.connection.send(b"\x00\x01")
        assert await socket.closed() == 4400


@pytest.mark.attack(60, 61)
async def test_the_old_protocol_and_pages_of_others_are_turned_away(world: World, address: str) -> None:
    """By the code for subprotocols, and before the socket is accepted."""
    for offered in ([Subprotocol("graphql-ws")], None):
        async with raw_socket(address, subprotocols=offered) as socket:
            assert await socket.closed() == 4406
    with pytest.raises(InvalidStatus) as refused:
        async with raw_socket(address, origin="https://evil.example"):
            pass
    assert refused.value.response.status_code == 403
    async with raw_socket(address, origin=address) as socket:
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}


@pytest.mark.attack(65, 66)
async def test_nobody_hears_without_signing_in(world: World, address: str) -> None:
    """Server-sent events are refused by a status, and a subscription by plain POST is sent elsewhere."""
    (ada,) = await world.people("ada")
    answer = await world.post(EVENTS, accept="text/event-stream")
    assert (answer.status, answer.codes) == (401, ["UNAUTHENTICATED"])
    assert (await ada.asks(EVENTS)).codes == ["FORBIDDEN"]


async def test_a_forged_place_is_refused_and_the_socket_goes_on(world: World, address: str) -> None:
    """Beyond the end, and what is no place at all; then queries and mutations work there too."""
    (ada,) = await world.people("ada")
    async with socket_of(address, ada) as socket:
        for forged, code in (("1", "BAD_VALUE"), ("x", "BAD_VARIABLES"), ("-1", "BAD_VARIABLES")):
            await socket.subscribe(after=forged)
            refused = await socket.hear()
            assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", code)
        await socket.say(id="q", type="subscribe", payload={"query": "{ viewer { freelancer { handle } } }"})
        told = await socket.hear()
        assert told["payload"]["data"] == {"viewer": {"freelancer": {"handle": "ada"}}}
        assert await socket.hear() == {"id": "q", "type": "complete"}
        for wrong in ({"query": "{"}, {}, {"query": 7}, {"query": "{ viewer { id } }", "variables": [1]}):
            await socket.say(id="w", type="subscribe", payload=wrong)
            assert (await socket.hear())["type"] == "error"


async def test_the_example_is_followed(world: World, address: str) -> None:
    """An invitation, its acceptance and a message, each with what the example asks of it."""
    ada, bob = await world.people("ada", "bob")
    text = (Path(__file__).parents[2] / "examples/operations/live.graphql").read_text("utf-8")
    async with socket_of(address, bob) as socket:
        await socket.say(id="1", type="subscribe", payload={"query": text, "variables": {"after": "0"}})
        invitation = await ada.invitation_to(bob, note="Shall we?")
        assert (await socket.event())["subject"]["sender"]["name"] == "Ada T."
        await bob.accepts(invitation)
        assert (await socket.event())["__typename"] == "NotificationRetracted"
        await message(ada, bob, "Hello")
        assert (await socket.event())["subject"]["conversation"]["unreadCount"] == 1
