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
from time import monotonic, time

import httpx
import neo4j
import psutil
import pytest

from confrere.api.cli.serving import prepare
from confrere.api.composition import Database
from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.clock import utc_now
from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.local.process import free_port
from confrere.graph.local.supervisor import Supervisor
from confrere.graph.migrations import migrate
from confrere.graph.model.rules import Audience
from confrere.graph.store import PATIENCE_SECONDS, Store

from ..neo4j_under_test import release_under_test
from ..world import Answer, Data, Person
from .load import PAIRS, Log, settled, under_load
from .racing import broken
from .results import record
from .sizes import is_reduced, size
from .worlds import ROOM, ProofWorld

ROUNDS = size(1, 20)
API_ROUNDS = size(1, 10)
ACTS = 20
PATIENCE = 60.0 if is_reduced() else PATIENCE_SECONDS
"""Seconds after which a call of the database is given up: in full size as in the product, on an idle machine."""
CALLS_OF_A_REQUEST = 4
"""The account, the act, and what is shown of it; a read may be asked twice."""
ENDLESS = 600.0
"""Seconds after which a round counts as one that never ends."""


@dataclass
class Killable:
    """A server that dies, and the world that survives it."""

    server: LocalServer
    supervisor: Supervisor
    world: ProofWorld
    people: list[Person] = field(default_factory=list)

    async def ask(self, who: str, text: str, variables: Data) -> Answer | None:
        """Asks the application in this process."""
        return await self.world.post(text, variables, token=self.world.token(who))

    async def kill(self) -> None:
        """Ends the database without a word, and waits until it was started again by itself."""
        restarts, pid = self.supervisor.restarts, self.server.status().pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        while self.supervisor.restarts == restarts:  # noqa: ASYNC110  a thread counts them, and has no loop
            await asyncio.sleep(0.05)

    def up_for(self) -> float:
        """Seconds since the database's process was started."""
        pid = self.server.status().pid
        assert pid is not None
        return time() - psutil.Process(pid).create_time()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A Neo4j of its own, for it is going to die."""
    options = ServerOptions(
        heap="512m",
        page_cache="64m",
        bolt_port=28710,
        transaction_seconds=30,
        lock_seconds=20,
        release=release_under_test(),
    )
    with LocalServer(tmp_path_factory.mktemp("killable"), options).running() as running:
        migrate(running.uri, auth=running.auth)
        yield running


@asynccontextmanager
async def pairs_on(server: LocalServer, tokens: Tokens) -> AsyncIterator[Killable]:
    """The application on a server, with some pairs of people, and the supervisor that starts it again."""
    driver = neo4j.AsyncGraphDatabase.driver(server.uri, auth=server.auth, notifications_min_severity="OFF")
    # As `confrere up` has it: asked again when it has planned what people ask for.
    database = Database(server.uri, server.auth, "neo4j", server)
    supervisor = Supervisor(server, prepare=lambda: prepare(database))
    store = Store.open(server.uri, auth=server.auth, patience=PATIENCE, is_back=lambda: supervisor.is_back)
    settings = Settings(**ROOM | {"cool_down_days": 0, "audience": Audience.EVERYONE})
    made = Killable(server, supervisor, ProofWorld(store, driver, tokens, settings))
    await made.world.wipe()
    made.people = await made.world.crowd(f"{who}k{pair:04}" for pair in range(PAIRS) for who in "ab")
    # A database that has just started plans every query first: the load starts on one that answers.
    assert [await each.state(other) for each, other in zip(made.people, made.people[1:], strict=False)]
    supervisor.start()
    yield made
    supervisor.stop()
    await driver.close()
    await store.close()


@pytest.fixture
async def killable(server: LocalServer, tokens: Tokens) -> AsyncIterator[Killable]:
    """Some pairs of people on the server that is going to die."""
    async with pairs_on(server, tokens) as made:
        yield made


@pytest.mark.attack(74)
async def test_a_killed_database_loses_nothing_and_doubles_nothing(killable: Killable) -> None:
    """Acts go on through kill and restart; the application is never restarted, and nobody waits without an answer."""
    since_kill: list[float] = []
    since_restart: list[float] = []

    async def trouble(log: Log) -> None:
        for _ in range(ROUNDS):
            async with asyncio.timeout(ENDLESS):
                await settled(log, ACTS)
                start = monotonic()
                await killable.kill()
                await settled(log, 1)
                since_kill.append(monotonic() - start)
                since_restart.append(killable.up_for())
                await settled(log, ACTS)

    log = await under_load(killable.ask, [person.id for person in killable.people], trouble, seed=1)
    assert log.impossible() == []
    assert await broken(killable.world) == []
    assert set(log.failures) <= {"DATABASE_UNAVAILABLE", "OUTCOME_UNKNOWN"}
    assert log.failures, "nobody noticed that the database was gone"
    assert log.slowest < CALLS_OF_A_REQUEST * PATIENCE
    calls = sum(len(each) for each in log.calls.values())
    record(
        "Faults",
        "kill -9 of the database under load",
        tried=ROUNDS,
        whole=20,
        came=f"{calls} calls linearizable, {log.acknowledged} acts acknowledged, 0 lost, 0 doubled; told to come "
        f"again within {log.slowest_refusal:.1f} s, answered within {log.slowest:.1f} s; acting again at most "
        f"{max(since_kill):.1f} s after the kill, "
        f"{max(since_restart):.1f} s after Java was started again",
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

    async def stop(self) -> None:
        """Ends it as an operator does."""
        assert self.child is not None
        self.child.terminate()
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
            for _ in range(API_ROUNDS):
                async with asyncio.timeout(ENDLESS):
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
        tried=API_ROUNDS,
        whole=10,
        came=f"{log.acknowledged} acts acknowledged, 0 lost, 0 doubled",
    )
