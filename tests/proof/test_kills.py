"""Database and API killed under load: what was acknowledged is there, once, and what was unknown is found out."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic

import httpx
import neo4j
import pytest

from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.clock import utc_now
from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.local.process import free_port
from confrere.graph.migrations import migrate
from confrere.graph.model.rules import Audience
from confrere.graph.store import Store

from ..neo4j_under_test import servers_home
from ..world import Answer, Data, Person
from .load import PAIRS, Log, settled, under_load
from .racing import broken
from .results import record
from .sizes import size
from .worlds import ROOM, ProofWorld

ROUNDS = size(1, 20)
ACTS = 20
OPTIONS = ServerOptions(heap="512m", page_cache="64m", bolt_port=28710, transaction_seconds=30, lock_seconds=20)
TOLD_WITHIN = 60.0
"""Seconds within which every caller has some answer on a machine that does other things; 3 on an idle one."""


@dataclass
class Killable:
    """A server that dies, and the world that survives it."""

    server: LocalServer
    world: ProofWorld
    people: list[Person] = field(default_factory=list)

    async def ask(self, who: str, text: str, variables: Data) -> Answer | None:
        """Asks the application in this process."""
        return await self.world.post(text, variables, token=self.world.token(who))

    def kill(self) -> None:
        """Ends the database without a word."""
        pid = self.server.status().pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    """A Neo4j of its own, for it is going to die."""
    made = LocalServer(servers_home() / "killable", OPTIONS)
    made.start()
    migrate(made.uri, auth=made.auth)
    yield made
    made.stop()


@pytest.fixture
async def killable(server: LocalServer, tokens: Tokens) -> AsyncIterator[Killable]:
    """The application on it, with eight pairs of people."""
    driver = neo4j.AsyncGraphDatabase.driver(server.uri, auth=server.auth, notifications_min_severity="OFF")
    store = Store.open(server.uri, auth=server.auth, patience=TOLD_WITHIN)
    settings = Settings(**ROOM | {"cool_down_days": 0, "audience": Audience.EVERYONE})
    made = Killable(server, ProofWorld(store, driver, tokens, settings))
    await made.world.wipe()
    made.people = await made.world.crowd(f"{who}k{pair:04}" for pair in range(PAIRS) for who in "ab")
    # A database that has just started plans every query first: the load starts on one that answers.
    assert [await each.state(other) for each, other in zip(made.people, made.people[1:], strict=False)]
    yield made
    await driver.close()
    await store.close()


@pytest.mark.attack(74)
async def test_a_killed_database_loses_nothing_and_doubles_nothing(killable: Killable) -> None:
    """Acts go on through kill and restart; the application is never restarted, and nobody waits without an answer."""
    serving: list[float] = []

    async def trouble(log: Log) -> None:
        for _ in range(ROUNDS):
            await settled(log, ACTS)
            killable.kill()
            await asyncio.sleep(0.5)
            start = monotonic()
            await asyncio.to_thread(killable.server.start)
            await settled(log, 1)
            serving.append(monotonic() - start)
            await settled(log, ACTS)

    log = await under_load(killable.ask, [person.id for person in killable.people], trouble, seed=1)
    assert log.impossible() == []
    assert await broken(killable.world) == []
    assert set(log.failures) <= {"DATABASE_UNAVAILABLE", "OUTCOME_UNKNOWN"}
    assert log.failures, "nobody noticed that the database was gone"
    assert log.slowest < 2 * TOLD_WITHIN
    calls = sum(len(each) for each in log.calls.values())
    record(
        "Faults",
        "kill -9 of the database under load",
        tried=ROUNDS,
        whole=20,
        came=f"{calls} calls linearizable, {log.acknowledged} acts acknowledged, 0 lost, 0 doubled; told within "
        f"{log.slowest:.1f} s; serving again {max(serving):.1f} s after the restart at most",
    )


@dataclass
class Process:
    """The API in a process of its own, which dies and is started again."""

    port: int
    environment: dict[str, str]
    log: Path
    child: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Starts it, and waits until it is ready."""
        with self.log.open("ab") as out:
            program = Path(sys.executable).parent / "confrere"
            self.child = await asyncio.create_subprocess_exec(
                program, "up", "--port", str(self.port), env=self.environment, stdout=out, stderr=out
            )
        async with httpx.AsyncClient() as client:
            for _ in range(1200):
                assert self.child.returncode is None, self.log.read_text("utf-8")
                try:
                    if (await client.get(f"http://127.0.0.1:{self.port}/readyz")).status_code == 200:
                        return
                except httpx.TransportError:
                    pass  # not listening yet
                await asyncio.sleep(0.1)
        raise AssertionError(self.log.read_text("utf-8"))

    async def kill(self) -> None:
        """Ends it without a word."""
        assert self.child is not None
        self.child.kill()
        await self.child.wait()


@asynccontextmanager
async def api(killable: Killable, folder: Path) -> AsyncIterator[tuple[Process, Tokens]]:
    """Serves the database of the test by ``confrere up``."""
    settings = Settings(home=folder)
    port = free_port(28720)
    user, password = killable.server.auth
    known = {name: value for name, value in os.environ.items() if not name.startswith(("CONFRERE_", "NEO4J_"))}
    process = Process(
        port,
        known
        | {"NEO4J_URI": killable.server.uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}
        | {f"CONFRERE_{name.upper()}": str(value) for name, value in ROOM.items()}
        | {"CONFRERE_HOME": str(folder), "CONFRERE_COOL_DOWN_DAYS": "0", "CONFRERE_AUDIENCE": "EVERYONE"},
        folder / "api.log",
    )
    await process.start()
    try:
        yield process, Tokens.of_home(folder, issuer=settings.token_issuer, audience=settings.token_audience)
    finally:
        await process.kill()


@pytest.mark.attack(74)
async def test_a_killed_api_leaves_nothing_half_done(killable: Killable, tmp_path: Path) -> None:
    """Clients repeat what was not answered with the same key when it is back."""
    async with api(killable, tmp_path) as (process, tokens), httpx.AsyncClient(timeout=60) as client:

        async def ask(who: str, text: str, variables: Data) -> Answer | None:
            token = tokens.issue(who, now=utc_now(), good_for=timedelta(hours=1))
            try:
                reply = await client.post(
                    f"http://127.0.0.1:{process.port}/graphql",
                    json={"query": text, "variables": variables},
                    headers={"Authorization": f"Bearer {token}"},
                )
            except httpx.TransportError:
                return None
            return Answer(reply.status_code, reply.json(), [])

        async def trouble(log: Log) -> None:
            for _ in range(size(1, 10)):
                await settled(log, ACTS)
                await process.kill()
                await process.start()
                await settled(log, ACTS)

        log = await under_load(ask, [person.id for person in killable.people], trouble, seed=2)
    assert log.impossible() == []
    assert await broken(killable.world) == []
    assert set(log.failures) == {"no answer"}
    record(
        "Faults",
        "kill -9 of the API under load",
        tried=size(1, 10),
        whole=10,
        came=f"{log.acknowledged} acts acknowledged, 0 lost, 0 doubled",
    )
