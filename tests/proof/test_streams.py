"""Streams under trouble: clients cut off, workers killed and started again, and every entry once and in its order."""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
import neo4j
import pytest
from websockets.exceptions import WebSocketException

from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.clock import utc_now
from confrere.graph.local.process import free_port
from confrere.graph.store import Store

from ..api.hearing import raw_socket, server_sent
from ..neo4j_under_test import Neo4jUnderTest
from ..redis_under_test import RedisUnderTest
from ..world import Data, Person
from .results import record
from .sizes import size
from .test_kills import Process
from .worlds import ROOM, ProofWorld

EVENTS = size(240, 10_000)
TROUBLES = size(2, 20)
"""How often a worker is killed or stopped, the two by turns."""
SENDERS = 4
WORKERS = 2
MOST = 25
"""Entries after which a client is cut off at the latest."""
PAUSE = 0.05
GONE = (OSError, WebSocketException, httpx.TransportError, TimeoutError)
"""How a client learns that its worker is gone."""
SEND = (
    "mutation Send($input: SendMessageInput!) { sendMessage(input: $input) { __typename "
    "... on SendMessagePayload { conversationMessage { id } } } }"
)


@dataclass
class Heard:
    """What one client got, and through how many connections."""

    entries: list[tuple[int, str]] = field(default_factory=list)
    connections: int = 0

    @property
    def place(self) -> int:
        """The last sequence told."""
        return self.entries[-1][0] if self.entries else 0

    def note(self, entry: Data) -> None:
        """Keeps one entry of the stream."""
        self.entries.append((int(entry["sequence"]), entry["subject"]["text"]))


@dataclass
class Scene:
    """People who write to one who listens, and the workers between them."""

    world: ProofWorld
    reader: Person
    writers: Sequence[Person]
    workers: Sequence[Process]
    tokens: Tokens

    def address(self, chance: random.Random) -> str:
        """One of the workers, which may be dead."""
        return f"http://127.0.0.1:{chance.choice(self.workers).port}"

    def authorization(self, person: Person) -> str:
        """Signs somebody in."""
        return f"Bearer {self.tokens.issue(person.id, now=utc_now(), good_for=timedelta(hours=6))}"

    async def write(self, writer: Person, count: int) -> None:
        """Sends so many messages one after the other, each until somebody has answered."""
        chance, headers = random.Random(writer.id), {"Authorization": self.authorization(writer)}
        async with httpx.AsyncClient(timeout=60, headers=headers) as client:
            for number in range(count):
                given = {"to": {"freelancerId": self.reader.id}, "text": f"{writer.handle} {number}"}
                body = {"query": SEND, "variables": {"input": given | {"idempotencyKey": str(number)}}}
                while not await self._sent(client, chance, body):  # noqa: ASYNC110  nobody tells when it is back
                    await asyncio.sleep(PAUSE)

    async def _sent(self, client: httpx.AsyncClient, chance: random.Random, body: Data) -> bool:
        try:
            answer = (await client.post(f"{self.address(chance)}/graphql", json=body)).json()
        except GONE:
            return False
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= {"DATABASE_UNAVAILABLE", "OUTCOME_UNKNOWN"}, answer
        assert codes or answer["data"]["sendMessage"]["__typename"] == "SendMessagePayload", answer
        return not codes

    async def by_socket(self, heard: Heard, seed: int) -> None:
        """Follows by WebSockets that break every few entries."""
        chance, payload = random.Random(seed), {"authorization": self.authorization(self.reader)}
        while heard.place < EVENTS:
            try:
                async with raw_socket(self.address(chance)) as socket:
                    await socket.say(type="connection_init", payload=payload)
                    assert await socket.hear() == {"type": "connection_ack"}
                    await socket.subscribe(after=str(heard.place))
                    heard.connections += 1
                    for _ in range(min(chance.randint(1, MOST), EVENTS - heard.place)):
                        told = await socket.hear()
                        if told["type"] == "complete":  # the worker says good-bye
                            break
                        assert told["type"] == "next", told
                        heard.note(told["payload"]["data"]["events"])
                    socket.connection.transport.abort()
            except GONE:
                await asyncio.sleep(PAUSE)

    async def by_events(self, heard: Heard, seed: int) -> None:
        """Follows by server-sent events, as a browser that resumes behind the last one."""
        chance = random.Random(seed)
        while heard.place < EVENTS:
            headers = {"Authorization": self.authorization(self.reader), "Last-Event-ID": str(heard.place)}
            try:
                async with server_sent(self.address(chance), self.reader, headers=headers) as events:
                    heard.connections += 1
                    for _ in range(min(chance.randint(1, MOST), EVENTS - heard.place)):
                        told = await anext(events)
                        if told["event"] == "complete":
                            break
                        assert told["id"] == told["data"]["data"]["events"]["sequence"]
                        heard.note(told["data"]["data"]["events"])
            except GONE:
                await asyncio.sleep(PAUSE)

    async def trouble(self, heard: Heard) -> None:
        """Kills one worker and stops the other, by turns, as the entries come."""
        for turn in range(TROUBLES):
            while heard.place < EVENTS * (turn + 1) // (TROUBLES + 1):  # noqa: ASYNC110  nobody tells of a place
                await asyncio.sleep(PAUSE)
            worker = self.workers[turn % WORKERS]
            await (worker.kill() if turn % 4 in {0, 3} else worker.stop())
            await worker.start()


@pytest.fixture
async def scene(
    strict_store: Store,
    driver: neo4j.AsyncDriver,
    tokens: Tokens,
    small: Neo4jUnderTest,
    redis: RedisUnderTest,
    tmp_path: Path,
) -> AsyncIterator[Scene]:
    """One who listens, four who write, and two workers that wake each other by Redis."""
    world = ProofWorld(strict_store, driver, tokens, Settings(**ROOM))
    await world.wipe()
    reader, *writers = await world.crowd(["reader", *(f"writer{number}" for number in range(SENDERS))])
    await world.connect(*((reader, each) for each in writers))
    settings = Settings(home=tmp_path)
    async with AsyncExitStack() as started:
        workers = [
            await started.enter_async_context(_worker(small, redis, tmp_path, number)) for number in range(WORKERS)
        ]
        signed = Tokens.of_home(tmp_path, issuer=settings.token_issuer, audience=settings.token_audience)
        yield Scene(world, reader, writers, workers, signed)


@asynccontextmanager
async def _worker(small: Neo4jUnderTest, redis: RedisUnderTest, home: Path, number: int) -> AsyncIterator[Process]:
    user, password = small.auth or ("", "")
    known = {name: value for name, value in os.environ.items() if not name.startswith(("CONFRERE_", "NEO4J_"))}
    ours = {
        "NEO4J_URI": small.uri,
        "NEO4J_USERNAME": user,
        "NEO4J_PASSWORD": password,
        "REDIS_URL": redis.url,
        "CONFRERE_HOME": str(home),
        "CONFRERE_MESSAGES_PER_MINUTE": "1000000",
        **{f"CONFRERE_{name.upper()}": str(value) for name, value in ROOM.items()},
    }
    process = Process(free_port(28730), known | ours, home / f"worker{number}.log")
    await process.start()
    try:
        yield process
    finally:
        await process.kill()


@pytest.mark.requirement("R34")
@pytest.mark.attack(74)
async def test_every_entry_arrives_once_and_in_order_whatever_breaks(scene: Scene) -> None:
    """Three clients of one stream, cut off all the time, while both workers are killed, stopped and started again."""
    heard = [Heard(), Heard(), Heard()]
    async with asyncio.TaskGroup() as group:
        for number, writer in enumerate(scene.writers):
            group.create_task(scene.write(writer, len(range(number, EVENTS, SENDERS))))
        group.create_task(scene.by_socket(heard[0], 1))
        group.create_task(scene.by_socket(heard[1], 2))
        group.create_task(scene.by_events(heard[2], 3))
        group.create_task(scene.trouble(heard[0]))
    for each in heard:
        assert [place for place, _ in each.entries] == list(range(1, EVENTS + 1))
        assert each.entries == heard[0].entries
        assert each.connections > EVENTS // MOST
    for number, writer in enumerate(scene.writers):
        own = [text for _, text in heard[0].entries if text.startswith(f"{writer.handle} ")]
        assert own == [f"{writer.handle} {place}" for place in range(len(range(number, EVENTS, SENDERS)))]
    kept = await scene.world.cypher("MATCH (m:Message) RETURN count(m) AS count")
    assert kept == [{"count": EVENTS}]
    record(
        "Streams",
        f"entries to three clients of one stream, two workers killed or stopped {TROUBLES} times",
        tried=EVENTS,
        whole=10_000,
        came=f"{sum(each.connections for each in heard)} connections, 0 lost, 0 doubled, all in order",
    )


BURST = size(300, 10_000)
AT_ONCE = 16


async def test_a_burst_ends_at_its_limit_and_loses_nothing(proof: ProofWorld) -> None:
    """Sixteen at once without pause: what a minute allows arrives once each, all else is told when to come again."""
    ada, bob = await proof.people("ada", "bob")
    await proof.connect((ada, bob))
    told, numbers = list[Data](), iter(range(BURST))
    asked = SEND.replace("... on S", "... on QuotaReached { code quota { limit remaining resetAt } } ... on S")

    async def send() -> None:
        for number in numbers:
            given = {"to": {"freelancerId": bob.id}, "text": str(number)}
            told.append((await ada.asks(asked, input=given)).data["sendMessage"])

    await asyncio.gather(*(send() for _ in range(AT_ONCE)))
    sent = [each["conversationMessage"]["id"] for each in told if each["__typename"] == "SendMessagePayload"]
    refused = [each for each in told if each["__typename"] == "QuotaReached"]
    limit = proof.settings.rules.messages_per_minute
    assert (len(sent), len(refused)) == (limit, BURST - limit)
    assert all(each == refused[0] for each in refused)
    entries = [each["entry"] for each in await bob.stream() if "message" in each["entry"]]
    assert [each["sequence"] for each in entries] == list(range(1, limit + 1))
    assert {each["message"] for each in entries} == set(sent)
    record(
        "Streams",
        "messages of one sender without pause",
        tried=BURST,
        whole=10_000,
        came=f"{limit} sent and told once each, {len(refused)} refused with the moment to come again",
    )
