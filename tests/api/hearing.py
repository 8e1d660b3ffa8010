"""Clients of the stream: one over a WebSocket, one over server-sent events, each as plain as the protocol."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from ..world import Data, Person

EVENTS = (
    "subscription Events($after: Sequence) { events(after: $after) { __typename sequence "
    "... on Notification { id kind isRead subject { __typename ... on Invitation { id note } "
    "... on Freelancer { handle } ... on Message { id text } } } "
    "... on NotificationRetracted { notificationId } ... on Lagged { missed } } }"
)
PROTOCOL = Subprotocol("graphql-transport-ws")
SECONDS = 240
"""How long an entry may take on a slow machine; nothing is judged by it."""


class Socket:
    """One WebSocket of one client."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def say(self, **message: Any) -> None:
        """Sends one message of the protocol."""
        await self.connection.send(json.dumps(message))

    async def hear(self) -> Data:
        """The next message."""
        async with asyncio.timeout(SECONDS):
            found: Data = json.loads(await self.connection.recv())
            return found

    async def subscribe(self, id: str = "1", **variables: Any) -> None:
        """Follows the stream."""
        await self.say(id=id, type="subscribe", payload={"query": EVENTS, "variables": variables})

    async def event(self, id: str = "1") -> Data:
        """The next entry of a subscription."""
        message = await self.hear()
        assert (message["type"], message.get("id")) == ("next", id), message
        entry: Data = message["payload"]["data"]["events"]
        return entry

    async def closed(self) -> int:
        """The code with which the server ends."""
        async with asyncio.timeout(SECONDS):
            await self.connection.wait_closed()
        assert self.connection.close_code is not None
        return self.connection.close_code


@asynccontextmanager
async def raw_socket(address: str, **options: Any) -> AsyncIterator[Socket]:
    """A socket that has said nothing yet."""
    url = address.replace("http://", "ws://") + "/graphql"
    async with connect(url, **{"subprotocols": [PROTOCOL], **options}) as connection:
        yield Socket(connection)


@asynccontextmanager
async def socket_of(address: str, person: Person) -> AsyncIterator[Socket]:
    """A socket on which somebody is signed in."""
    async with raw_socket(address) as socket:
        await socket.say(type="connection_init", payload={"authorization": f"Bearer {token_of(person)}"})
        assert await socket.hear() == {"type": "connection_ack"}
        yield socket


def token_of(person: Person) -> str:
    """A token of somebody, good for an hour."""
    return person.world.token(person.id)


@asynccontextmanager
async def server_sent(address: str, person: Person, **more: Any) -> AsyncIterator[AsyncIterator[Data]]:
    """The events of a stream by server-sent events: each with its id, its kind and its data."""
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {token_of(person)}", **more.pop("headers", {})}
    body = {"query": EVENTS, "variables": more}
    async with (
        httpx.AsyncClient(base_url=address, timeout=SECONDS) as client,
        client.stream("POST", "/graphql", json=body, headers=headers) as response,
    ):
        assert response.status_code == 200, await response.aread()
        assert response.headers["content-type"].startswith("text/event-stream")
        yield _events(response)


async def _events(response: httpx.Response) -> AsyncIterator[Data]:
    lines = response.aiter_lines()
    while event := await _event(lines):
        yield event | {"data": json.loads(event["data"]) if event["data"] else None}


async def _event(lines: AsyncIterator[str]) -> Data:
    """The next event, empty at the end of the stream; signs of life in between are no event."""
    event: Data = {}
    async with asyncio.timeout(SECONDS):
        async for line in lines:
            if line:
                name, _, value = line.partition(":")
                event[name] = value.strip()
            elif event.get("event"):
                return event
    return {}
