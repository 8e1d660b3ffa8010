"""The real Neo4j for all tests, and an emptied world for each."""

from collections.abc import AsyncIterator, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import neo4j
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from confrere.api.tokens import Tokens
from confrere.graph.local import ServerOptions
from confrere.graph.migrations import migrate
from confrere.graph.store import Store

from .lanes import Lanes, line_up
from .marketplace_under_test import running_marketplace
from .neo4j_under_test import QUICK_START, Neo4jUnderTest, running
from .redis_under_test import RedisUnderTest
from .teaming import offering
from .tracing import REPEATING, untraced
from .world import World

SLOW_MACHINE = 120.0
"""Seconds after which a database under test counts as gone, on a machine that does other things too."""

_told: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first."""
    line_up(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What repeats is not traced."""
    with untraced() if item.nodeid.startswith(REPEATING) else nullcontext():
        return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Lanes:
    """Two lanes share the files."""
    return Lanes(config, log)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A lane hands on what it ran on."""
    told = getattr(session.config, "workeroutput", {})
    told["told"] = _told


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes over what a lane ran on."""
    _told.extend(getattr(node, "workeroutput", {}).get("told", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which Neo4j ran."""
    for each in sorted(_told):
        terminalreporter.write_line(f"Neo4j under test: {each}")


@pytest.fixture(scope="session")
def small() -> Iterator[Neo4jUnderTest]:
    """A server that each test empties."""
    # Its guards are wide: on a busy machine the first plan of a query alone can take seconds.
    # Emptying the database makes every plan outdated, and planning takes ten times what running the query does.
    options = ServerOptions(
        heap="768m",
        page_cache="128m",
        transaction_seconds=60,
        lock_seconds=30,
        replan_seconds=86400,
        with_gds=False,
        java_options=QUICK_START,
    )
    with running("small", options) as server:
        migrate(server.uri, auth=server.auth)
        _told.append(server.what)
        yield server


@pytest.fixture(scope="session")
def marketplace() -> Iterator[Neo4jUnderTest]:
    """A server with the demo marketplace, which no test changes."""
    with running_marketplace() as server:
        _told.append(server.what)
        yield server


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisUnderTest]:
    """A Redis of this test alone."""
    server = RedisUnderTest(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def looking(marketplace: Neo4jUnderTest) -> Iterator[neo4j.Driver]:
    """A driver for looks at the demo marketplace."""
    with neo4j.GraphDatabase.driver(
        marketplace.uri,
        auth=marketplace.auth,
        notifications_min_severity="INFORMATION",
        warn_notification_severity="OFF",
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
async def driver(small: Neo4jUnderTest) -> AsyncIterator[neo4j.AsyncDriver]:
    """A driver for scenes and looks behind the API."""
    async with neo4j.AsyncGraphDatabase.driver(small.uri, auth=small.auth, notifications_min_severity="OFF") as opened:
        yield opened


@pytest.fixture(scope="session")
async def store(small: Neo4jUnderTest) -> AsyncIterator[Store]:
    """The product's own door to the database."""
    opened = Store.open(small.uri, auth=small.auth, patience=SLOW_MACHINE)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    """A development issuer with a key of its own."""
    return Tokens(generate_private_key(SECP256R1()), issuer="confrere-development", audience="confrere")


@pytest.fixture
async def world(store: Store, driver: neo4j.AsyncDriver, tokens: Tokens) -> World:
    """An empty marketplace."""
    made = World(store, driver, tokens)
    await made.wipe()
    return made


@pytest.fixture
def teaming(world: World) -> World:
    """A marketplace in which teams are offered."""
    return offering(world)
