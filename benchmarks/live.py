"""How soon a message arrives by itself, and what a thousand people cost who wait for one.

    python -m benchmarks.live            1,000 subscribers, each on a socket of their own
    python -m benchmarks.live --small    a moment: does it still run?

Somebody of a subscriber's own network writes, one message at a time; measured is from the sender's request to the
arrival of the event on the subscriber's socket, and from the sender's answer to it.
"""

import argparse
import asyncio
import resource
import secrets
import statistics
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import LiteralString

import neo4j
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from . import served
from .contending import token
from .machine import described
from .marketplace import quiet_driver, running
from .wire import Wire, post

PEOPLE = 2_500
"""The marketplace, in which more than a thousand have a network."""
SEND = (
    "mutation Send($input: SendMessageInput!) { sendMessage(input: $input) { __typename "
    "... on SendMessagePayload { conversationMessage { id } } } }"
)
EVENTS = (
    "subscription Live($after: Sequence) { events(after: $after) { __typename sequence "
    "... on Notification { kind subject { ... on Message { text } } } } }"
)
COUPLES: LiteralString = """
MATCH (me:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'})
MATCH (me)-[:CONNECTED_TO]-(other:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'})
WITH me, min(other.id) AS other ORDER BY me.id LIMIT $limit
RETURN me.id AS me, other
"""
MEGABYTE = 2**20
DESCRIPTORS = 8_192
"""Files that this process and the server may hold open: each subscriber is one in both."""
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is measured."""

    people: int
    subscribers: int
    messages: int


FULL = Amount(people=PEOPLE, subscribers=1_000, messages=400)
SMALL = Amount(people=600, subscribers=20, messages=10)


@dataclass(slots=True)
class Arrivals:
    """When each message came, by its text."""

    at: dict[str, float] = field(default_factory=dict)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def of(self, text: str) -> float:
        """Waits until a message is there and returns when that was."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while text not in self.at:
                self.came.clear()
                await self.came.wait()
        return self.at[text]


async def _subscribe(connection: ClientConnection, me: str) -> None:
    payload = {"authorization": f"Bearer {token(me)}"}
    await connection.send(orjson.dumps({"type": "connection_init", "payload": payload}).decode())
    assert orjson.loads(await connection.recv())["type"] == "connection_ack"
    asked = {"query": EVENTS, "variables": {"after": "0"}}
    await connection.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": asked}).decode())


async def _listen(connection: ClientConnection, arrivals: Arrivals) -> None:
    async for text in connection:
        now, told = time.perf_counter(), orjson.loads(text)
        assert told["type"] == "next", told
        subject = told["payload"]["data"]["events"].get("subject") or {}
        if "text" in subject:
            arrivals.at[subject["text"]] = now
            arrivals.came.set()


async def measured(at: served.Served, couples: Sequence[tuple[str, str]], messages: int) -> list[str]:
    """Lets everybody subscribe, sends the messages one by one, and returns lines of a table."""
    arrivals, url, run = Arrivals(), f"ws://127.0.0.1:{at.port}/graphql", secrets.token_hex(4)
    before = at.by.resident()
    from_request: list[float] = []
    from_answer: list[float] = []
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(asyncio.TaskGroup())
        listening = []
        for me, _ in couples:
            connection = await stack.enter_async_context(
                connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], compression=None)
            )
            await _subscribe(connection, me)
            listening.append(group.create_task(_listen(connection, arrivals)))
        with Wire(at.port) as wire:
            for number in range(messages):
                me, other = couples[number * 7 % len(couples)]
                text = f"{run} {number}"
                given = {"to": {"freelancerId": me}, "text": text}
                request = post("/graphql", {"query": SEND, "variables": {"input": given}}, token=token(other))
                began = time.perf_counter()
                reply = await asyncio.to_thread(wire.ask, request)
                answered = time.perf_counter()
                assert reply.json["data"]["sendMessage"]["__typename"] == "SendMessagePayload", reply.body
                came = await arrivals.of(text)
                from_request.append(1000 * (came - began))
                from_answer.append(1000 * (came - answered))
        after = at.by.resident()
        for each in listening:
            each.cancel()
    share = (after - before) / len(couples) / 1024
    return [
        "| what | value |",
        "|---|---|",
        f"| subscribers, each on a socket | {len(couples):,} |",
        f"| memory of the API before them | {before / MEGABYTE:.0f} MB |",
        f"| memory of the API with them, after the messages | {after / MEGABYTE:.0f} MB, {share:.0f} kB for each |",
        f"| from the sender's request to the event, {messages:,} messages | {_told(from_request)} |",
        f"| from the sender's answer to the event | {_told(from_answer)} |",
    ]


def _told(taken: list[float]) -> str:
    worst = statistics.quantiles(taken, n=100)[98]
    return f"p50 {statistics.median(taken):.1f} ms, p99 {worst:.1f} ms"


def couples(driver: neo4j.Driver, count: int) -> list[tuple[str, str]]:
    """Returns people with somebody of their network."""
    return [(row["me"], row["other"]) for row in driver.execute_query(COUPLES, limit=count).records]


def measure(amount: Amount) -> list[str]:
    """Measures and returns what is printed."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(DESCRIPTORS, hard), hard))
    with running(amount.people) as database, quiet_driver(database) as driver:
        people = couples(driver, amount.subscribers)
        with served.serving(database.uri, database.auth) as at:
            lines = described(f"Neo4j {database.options.release.version}, heap {database.options.heap}")
            return [*lines, "", *asyncio.run(measured(at, people, amount.messages)), "", *described()[2:3]]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser("benchmarks.live", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--small", action="store_true", help="a moment, with a few subscribers")
    print("\n".join(measure(SMALL if parser.parse_args().small else FULL)))


if __name__ == "__main__":
    main()
