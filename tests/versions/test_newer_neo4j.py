"""The newest Neo4j, which is not the one everything else is tested on: migrations, every query file and the API.

`CONFRERE_TEST_NEO4J=2026 scripts/test` runs the whole suite there.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator

import neo4j
import pytest

from confrere.api.tokens import Tokens
from confrere.graph.local import CALENDAR, ServerOptions
from confrere.graph.local.server import LocalServer
from confrere.graph.migrations import migrate
from confrere.graph.queries import Query, catalogue
from confrere.graph.store import Store

from ..graph.test_catalogue import COLUMNS, WRITING, forbidden, operators
from ..neo4j_under_test import QUICK_START, ours_alone, servers_home
from ..world import World

EVERY = pytest.mark.parametrize("query", catalogue().values(), ids=str)


@pytest.fixture(scope="module")
def newer() -> Iterator[LocalServer]:
    """A small server of the newest release, with the migrations."""
    # Planning on a Java that has just started takes seconds where the machine has other things to do.
    options = ServerOptions(
        heap="512m", page_cache="64m", transaction_seconds=60, java_options=QUICK_START, release=CALENDAR
    )
    server = LocalServer(servers_home() / f"newer-{CALENDAR.version}", options)
    with ours_alone(server), server.running():
        migrate(server.uri, auth=server.auth)
        yield server


@pytest.fixture(scope="module")
def asking(newer: LocalServer) -> Iterator[neo4j.Driver]:
    """A driver for questions to its planner."""
    with neo4j.GraphDatabase.driver(newer.uri, auth=newer.auth, notifications_min_severity="OFF") as opened:
        yield opened


@pytest.fixture
async def new_world(newer: LocalServer, tokens: Tokens) -> AsyncIterator[World]:
    """An empty marketplace on it."""
    store = Store.open(newer.uri, auth=newer.auth)
    async with neo4j.AsyncGraphDatabase.driver(newer.uri, auth=newer.auth, notifications_min_severity="OFF") as driver:
        world = World(store, driver, tokens)
        await world.wipe()
        yield world
    await store.close()


def test_it_is_the_newest_release(asking: neo4j.Driver) -> None:
    """With the Graph Data Science library that belongs to it."""
    (kernel, gds) = asking.execute_query(
        "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0], gds.version()"
    ).records[0]
    assert (kernel, gds) == (CALENDAR.version, CALENDAR.gds)


def test_migrating_again_finds_all_applied(newer: LocalServer) -> None:
    """Its answers to the migrations' own questions are understood."""
    assert migrate(newer.uri, auth=newer.auth) == []


@EVERY
def test_a_query_file_is_planned_alike(asking: neo4j.Driver, query: Query) -> None:
    """The same columns, mode and parameters, and no scan of the graph."""
    _, summary, keys = asking.execute_query("EXPLAIN " + query.text)  # pyright: ignore[reportCallIssue, reportArgumentType, reportGeneralTypeIssues]  # a file of ours
    assert keys == COLUMNS[query.name]
    assert summary.query_type == ("rw" if query.name in WRITING else "r")
    assert summary.plan is not None
    assert not operators(summary.plan) & forbidden(query)


async def test_an_invitation_goes_from_hand_to_hand(new_world: World) -> None:
    """Sent, seen on both sides, accepted, listed, and removed again."""
    ada, bob = await new_world.people("ada", "bob")
    invitation = await ada.invitation_to(bob, note="Hello")
    assert (await ada.state(bob), await bob.state(ada)) == ("PENDING_SENT", "PENDING_RECEIVED")
    assert [each["note"] for each in await bob.received()] == ["Hello"]
    await bob.accepts(invitation)
    assert (await ada.network(), await bob.network()) == (["bob"], ["ada"])
    await bob.removes(ada)
    assert (await ada.network(), await ada.state(bob)) == ([], "NONE")


async def test_refusals_and_silence_are_the_same(new_world: World) -> None:
    """A decline shows pending to its sender, a withdrawal starts the cool-down."""
    ada, bob = await new_world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await bob.declines(invitation)
    assert (await ada.state(bob), await bob.state(ada)) == ("PENDING_SENT", "NONE")
    await ada.withdraws(invitation)
    assert (await ada.invites(bob))["__typename"] == "CoolDown"


async def test_pages_turn_in_both_directions(new_world: World) -> None:
    """Keyset cursors, counts and mutual connections."""
    ada, bob, *friends = await new_world.people("ada", "bob", "cleo", "dan", "eve", "fay", "gus")
    await new_world.connect((ada, bob), *((ada, friend) for friend in friends), *((bob, friend) for friend in friends))
    page = (
        "query Page($after: String, $before: String, $first: Int, $last: Int) { viewer { network(after: $after, "
        "before: $before, first: $first, last: $last) { totalCount nodes { handle } pageInfo { endCursor startCursor } "
        "} } }"
    )
    first = (await ada.asks(page, first=2)).data["viewer"]["network"]
    second = (await ada.asks(page, first=2, after=first["pageInfo"]["endCursor"])).data["viewer"]["network"]
    back = (await ada.asks(page, last=2, before=second["pageInfo"]["startCursor"])).data["viewer"]["network"]
    assert [each["handle"] for each in first["nodes"] + second["nodes"]] == ["gus", "fay", "eve", "dan"]
    assert (back["nodes"], first["totalCount"]) == (first["nodes"], 6)
    mutual = "{ viewerRelation { mutualConnections(first: 9) { totalCount } } }"
    seen = (await ada.asks(f"query Mutual($id: ID!) {{ freelancer(by: {{id: $id}}) {mutual} }}", id=bob.id)).data
    assert seen["freelancer"]["viewerRelation"]["mutualConnections"] == {"totalCount": 5}


async def test_two_who_invite_each_other_at_once_end_connected_once(new_world: World) -> None:
    """The locks hold there too."""
    for trial in range(4):
        ada, bob = await new_world.people(f"ada{trial}", f"bob{trial}")
        await asyncio.gather(ada.invites(bob), bob.invites(ada))
        assert (await ada.state(bob), await bob.state(ada)) == ("CONNECTED", "CONNECTED")
