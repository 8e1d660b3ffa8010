"""What lies between the API and the database when the network is at its worst: a proxy that cuts, holds and delays."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's message that asks for the commit, in its chunk."""


class At(Enum):
    """Where it strikes."""

    NEVER = "never"
    COMMIT_ASKED = "the commit is asked for, and the request never arrives"
    COMMIT_ANSWERED = "the commit is done, and its answer never arrives"
    COMMIT_PASSED = "the commit is done and answered, and the line is gone for what follows"
    COMMIT_HELD = "the commit is done, and its answer is held back"
    ANY_REQUEST = "anything is asked"
    EVERYTHING_HELD = "nothing comes through any more, and nobody says so"


@dataclass
class Proxy:
    """Passes bytes on until it strikes.

    Attributes:
        at: where it strikes.
        times: how often, before everything passes again.
        delay: seconds by which each answer comes later.
        is_refusing: whether new connections are cut at once.
        connections: how many were made so far.
    """

    host: str
    port: int
    at: At = At.NEVER
    times: int = 0
    delay: float = 0
    is_refusing: bool = False
    struck: int = 0
    connections: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    def strikes(self, at: At, times: int = 1) -> None:
        """Arms it."""
        self.at, self.times, self.struck = at, times, 0

    def cut(self) -> None:
        """Cuts whatever is open."""
        for writer in list(self._open):
            writer.transport.abort()

    def _strikes(self, *places: At) -> bool:
        if self.at in places and self.struck < self.times:
            self.struck += 1
            return True
        return False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Stands between one client and the database."""
        self.connections += 1
        if self.is_refusing:
            writer.transport.abort()
            return
        upstream_reader, upstream = await asyncio.open_connection(self.host, self.port)
        ends = {writer, upstream}
        self._open |= ends
        try:
            asking = asyncio.create_task(self._ask(reader, upstream, upstream_reader))
            answering = asyncio.create_task(self._answer(upstream_reader, writer))
            await asyncio.wait({asking, answering}, return_when=asyncio.FIRST_COMPLETED)
            for task in (asking, answering):
                task.cancel()
                with suppress(asyncio.CancelledError, ConnectionError):
                    await task
        finally:
            self._open -= ends
            for each in ends:
                each.transport.abort()

    async def _ask(
        self, reader: asyncio.StreamReader, upstream: asyncio.StreamWriter, answers: asyncio.StreamReader
    ) -> None:
        while asked := await reader.read(65_536):
            if COMMIT in asked and self._strikes(At.COMMIT_ASKED):
                return
            if self._strikes(At.ANY_REQUEST):
                return
            await self._held(At.EVERYTHING_HELD)
            is_struck = COMMIT in asked and self._strikes(At.COMMIT_ANSWERED, At.COMMIT_HELD)
            if is_struck:
                self._swallow.add(id(answers))
            self.is_refusing = self.is_refusing or (COMMIT in asked and self._strikes(At.COMMIT_PASSED))
            upstream.write(asked)
            await upstream.drain()

    async def _answer(self, answers: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while answer := await answers.read(65_536):
            if id(answers) in self._swallow:
                self._swallow.discard(id(answers))
                if self.at is At.COMMIT_HELD:
                    await asyncio.Event().wait()
                return
            await self._held(At.EVERYTHING_HELD)
            await asyncio.sleep(self.delay)
            writer.write(answer)
            await writer.drain()
            if self.at is At.COMMIT_PASSED and self.struck:
                return

    async def _held(self, at: At) -> None:
        if self.at is at:
            await asyncio.Event().wait()

    def __post_init__(self) -> None:
        self._swallow: set[int] = set()


@asynccontextmanager
async def between(uri: str) -> AsyncIterator[tuple[Proxy, str]]:
    """Puts a proxy in front of a database, and yields it with its own address."""
    scheme, _, place = uri.partition("://")
    assert scheme == "bolt", f"a proxy cannot stand in front of {uri}: it reads Bolt in the clear"
    host, _, port = place.partition(":")
    proxy = Proxy(host, int(port))
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    try:
        yield proxy, f"bolt://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        proxy.at = At.NEVER
        proxy.cut()
        await asyncio.sleep(0)
