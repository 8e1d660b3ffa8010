"""A bad line to the database, cut, refused, held and slow: callers are told what is known, and acts happen once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import neo4j
import pytest

from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.store import RESOLVING_TRIES, Store

from ..neo4j_under_test import Neo4jUnderTest
from ..world import SEND, Answer, Person
from .proxy import At, Proxy, between
from .worlds import ROOM, ProofWorld

PATIENCE = 4.0
"""Seconds until a caller is told that nobody answers; enough to come as far as a commit on a busy machine."""


@dataclass
class Line:
    """A world behind a bad line."""

    world: ProofWorld
    proxy: Proxy
    ada: Person
    bob: Person

    async def send(self, key: str = "k") -> Answer:
        """Ada invites Bob."""
        given = {"freelancerId": self.bob.id, "entryPoint": "NETWORK_PAGE", "steps": 2, "idempotencyKey": key}
        return await self.ada.asks(SEND, input=given)

    async def events(self) -> int:
        """How many acts the ledger holds."""
        (row,) = await self.world.cypher("MATCH (e:Event) RETURN count(e) AS events")
        return int(row["events"])


@pytest.fixture
async def line(small: Neo4jUnderTest, driver: neo4j.AsyncDriver, tokens: Tokens) -> AsyncIterator[Line]:
    """Ada, Bob, and a proxy in front of the database that lets everything pass at first."""
    async with between(small.uri) as (proxy, uri):
        store = Store.open(uri, auth=small.auth, patience=60)
        world = ProofWorld(store, driver, tokens, Settings(**ROOM))
        await world.wipe()
        ada, bob = await world.people("ada", "bob")
        assert await ada.state(bob) == "NONE"
        yield Line(world, proxy, ada, bob)
        await store.close()


@pytest.fixture
async def impatient(line: Line, small: Neo4jUnderTest) -> AsyncIterator[Line]:
    """The same, for callers who are soon told that nobody answers."""
    async with between(small.uri) as (proxy, uri):
        store = Store.open(uri, auth=small.auth, patience=PATIENCE)
        world = ProofWorld(store, line.world.driver, line.world.tokens, line.world.settings)
        yield Line(world, proxy, Person(world, line.ada.id, line.ada.handle), line.bob)
        await store.close()


def says(answer: Answer, code: str) -> None:
    """An answer that says so, and when to try again."""
    assert (answer.status, answer.codes) == (503, [code])
    assert answer.headers["retry-after"] == "3"


@pytest.mark.attack(74)
@pytest.mark.parametrize("at", [At.COMMIT_ASKED, At.COMMIT_ANSWERED])
async def test_an_act_whose_commit_was_cut_off_happens_once_and_is_told(line: Line, at: At) -> None:
    """It is run again by itself, and finds out whether it had happened."""
    line.proxy.strikes(at)
    assert (await line.send()).data["sendInvitation"]["__typename"] == "SendInvitationPayload"
    assert line.proxy.struck == 1
    assert await line.events() == 1


@pytest.mark.attack(74)
@pytest.mark.parametrize(("at", "happened"), [(At.COMMIT_ASKED, 0), (At.COMMIT_ANSWERED, 1)])
async def test_an_outcome_that_stays_unknown_is_told_and_found_out_by_repeating(
    line: Line, at: At, happened: int
) -> None:
    """With the same key, and the act has happened once then."""
    line.proxy.strikes(at, times=RESOLVING_TRIES)
    says(await line.send(), "OUTCOME_UNKNOWN")
    assert await line.events() == happened
    assert (await line.send()).data["sendInvitation"]["__typename"] == "SendInvitationPayload"
    assert await line.events() == 1


@pytest.mark.attack(74)
async def test_a_read_that_was_cut_off_is_asked_again(line: Line) -> None:
    """Once, and the caller does not notice."""
    line.proxy.strikes(At.ANY_REQUEST)
    assert await line.ada.state(line.bob) == "NONE"
    assert line.proxy.struck == 1


@pytest.mark.attack(74)
async def test_an_act_that_was_cut_off_before_its_commit_is_run_again(line: Line) -> None:
    """Nothing was written yet."""
    line.proxy.strikes(At.ANY_REQUEST)
    assert (await line.send()).data["sendInvitation"]["__typename"] == "SendInvitationPayload"
    assert await line.events() == 1


@pytest.mark.attack(74)
async def test_a_database_that_refuses_is_told_and_found_again(line: Line) -> None:
    """Nothing is written meanwhile, and the same application answers afterwards."""
    line.proxy.is_refusing = True
    line.proxy.cut()
    says(await line.send(), "DATABASE_UNAVAILABLE")
    says(await line.ada.asks("{ viewer { freelancer { name } } }"), "DATABASE_UNAVAILABLE")
    line.proxy.is_refusing = False
    assert await line.events() == 0
    assert (await line.send()).data["sendInvitation"]["__typename"] == "SendInvitationPayload"


@pytest.mark.attack(74)
async def test_a_database_that_falls_silent_does_not_hold_its_callers(impatient: Line) -> None:
    """Patience ends, nothing was written, and that is what is told."""
    impatient.proxy.at = At.EVERYTHING_HELD
    acted, read = await asyncio.gather(impatient.send(), impatient.ada.asks("{ viewer { freelancer { name } } }"))
    says(acted, "DATABASE_UNAVAILABLE")
    says(read, "DATABASE_UNAVAILABLE")
    assert await impatient.events() == 0


@pytest.mark.attack(74)
async def test_a_commit_that_is_never_answered_is_unknown_until_it_is_repeated(line: Line, impatient: Line) -> None:
    """It had happened, and the same key says so."""
    impatient.proxy.strikes(At.COMMIT_HELD)
    says(await impatient.send(), "OUTCOME_UNKNOWN")
    assert await line.events() == 1
    assert (await line.send()).data["sendInvitation"]["__typename"] == "SendInvitationPayload"
    assert await line.events() == 1


@pytest.mark.attack(74)
async def test_an_act_that_was_done_and_cannot_be_shown_is_not_told_as_undone(line: Line) -> None:
    """The commit was answered, and then the line went; whoever hears of an outage might believe nothing happened."""
    line.proxy.strikes(At.COMMIT_PASSED)
    says(await line.send(), "OUTCOME_UNKNOWN")
    assert await line.events() == 1
    line.proxy.is_refusing = False
    line.proxy.strikes(At.NEVER)
    assert (await line.send()).data["sendInvitation"]["__typename"] == "SendInvitationPayload"
    assert await line.events() == 1


@pytest.mark.attack(74)
async def test_a_slow_line_changes_nothing_but_the_time(line: Line) -> None:
    """Every answer comes a twentieth of a second later."""
    line.proxy.delay = 0.05
    invitation = await line.ada.invitation_to(line.bob)
    assert (await line.bob.accepts(invitation))["__typename"] == "AcceptInvitationPayload"
    assert await line.ada.network() == ["bob"]


async def test_a_read_that_is_cancelled_costs_no_connection(line: Line) -> None:
    """It is told that it was cancelled, and the same connection serves the next."""
    made, line.proxy.delay = line.proxy.connections, 0.02
    for _ in range(3):
        reading = asyncio.create_task(line.world.store.ping())
        await asyncio.sleep(0.01)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
    await line.world.store.ping()
    assert line.proxy.connections == made
