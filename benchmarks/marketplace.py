"""The database that is measured on: the demo marketplace on a local server of its own, and people drawn from it."""

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString

import neo4j

from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.marketplace import PEOPLE, PERSONAS, generate, import_arguments
from confrere.graph.migrations import migrate

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""The moment in which everything measured happens: drawn data are relative to it."""

MANY = 10_000
"""People beyond which one in thirty-two is enough to draw from."""

PAIRS: LiteralString = """
MATCH (me:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'}) WHERE me.id < $below
WITH me, COUNT { (me)-[:CONNECTED_TO]-() } AS degree
WHERE 25 <= degree <= 60
WITH me ORDER BY me.id LIMIT $limit
MATCH (me)-[:CONNECTED_TO]-(shared:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'})
MATCH (shared)-[:CONNECTED_TO]-(other:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'})
WHERE other <> me AND COUNT { (other)-[:CONNECTED_TO]-() } <= 100
WITH me, other, count(shared) AS shared ORDER BY shared DESC, other.id
WITH me, collect(other)[0] AS other
RETURN me.id AS me, other.id AS other, other.handle AS handle
"""
STRANGERS: LiteralString = """
UNWIND $pairs AS pair
MATCH (me:Freelancer {id: pair[0]}) MATCH (other:Freelancer {id: pair[1]})
WHERE NOT EXISTS { (me)--(other) }
RETURN me.id AS me, other.id AS other, other.handle AS handle
"""
ACTIVE: LiteralString = """
MATCH (f:Freelancer {visibility: 'PUBLIC', status: 'ACTIVE'}) WHERE f.id < $below
RETURN collect(f.id) AS ids
"""


@dataclass(frozen=True, slots=True)
class Couple:
    """Somebody who asks, and whom they ask about."""

    me: str
    other: str
    handle: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Whom the measured requests are about."""

    near: tuple[Couple, ...]
    """Ordinary networks of 25 to 60, each with whoever shares most with it."""
    strangers: tuple[Couple, ...]
    """Pairs between whom there is nothing yet: each is invited, and accepts, once."""
    hub: str
    hub_size: int


def home() -> Path:
    """Returns the folder in which the measured server lives from one run to the next."""
    return Path(os.environ.get("CONFRERE_HOME", "~/.confrere")).expanduser() / "benchmarks"


@contextmanager
def running(people: int | None) -> Iterator[LocalServer]:
    """Runs the server with a marketplace of this size in it, drawn on first use; None is the demo's size."""
    # A query that is planned for the first time on a busy machine may outlast the everyday guard of five seconds.
    options = ServerOptions(heap="1g", page_cache="512m", bolt_port=27687, transaction_seconds=60)
    server = LocalServer(home() / ("demo" if people is None else str(people)), options)
    if server.is_empty():
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), now=MOMENT, people=people or PEOPLE)
            server.import_full(import_arguments(Path(folder)))
    with server.running():
        migrate(server.uri, auth=server.auth)
        yield server


def quiet_driver(server: LocalServer) -> neo4j.Driver:
    """Opens a driver that does not log what the server remarks of property names nobody has used yet."""
    return neo4j.GraphDatabase.driver(server.uri, auth=server.auth, notifications_min_severity="OFF")


def sample(driver: neo4j.Driver, *, near: int, strangers: int, chance: random.Random) -> Sample:
    """Draws people; another source of chance draws others, so that a second run finds strangers again."""
    below = "FL_1" if _people(driver) > MANY else "FL_~"
    couples = driver.execute_query(PAIRS, below=below, limit=near).records
    ids: list[str] = sorted(driver.execute_query(ACTIVE, below=below).records[0]["ids"])
    found: dict[frozenset[str], Couple] = {}
    while len(found) < strangers:
        drawn = [chance.sample(ids, 2) for _ in range(strangers)]
        for row in driver.execute_query(STRANGERS, pairs=drawn).records:
            found.setdefault(frozenset((row["me"], row["other"])), Couple(**row.data()))
    persona = next(each for each in PERSONAS if each.situation == "hub")
    hub = driver.execute_query(
        "MATCH (f:Freelancer {handle: $handle}) RETURN f.id AS id, COUNT { (f)-[:CONNECTED_TO]-() } AS size",
        handle=persona.handle,
    ).records[0]
    return Sample(
        near=tuple(Couple(**row.data()) for row in couples),
        strangers=tuple(found.values())[:strangers],
        hub=str(hub["id"]),
        hub_size=int(hub["size"]),
    )


def _people(driver: neo4j.Driver) -> int:
    return int(driver.execute_query("MATCH (f:Freelancer) RETURN count(f) AS people").records[0]["people"])
