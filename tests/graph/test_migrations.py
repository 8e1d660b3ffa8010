"""Migrating from several processes at once, and from a database that goes away."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import TransientError

from confrere.graph.doctor import checks, examine
from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.local.process import free_port
from confrere.graph.marketplace.places import all_cities
from confrere.graph.migrations import BUILDING, migrate
from confrere.graph.model.rules import Rules
from confrere.graph.queries import folder

from ..neo4j_under_test import Neo4jUnderTest
from ..offers import offering, settle
from ..world import START, World

BROWSE = (
    "query Browse($filter: FreelancerFilter!) { browseFreelancers(filter: $filter, first: 9) { nodes { handle } } }"
)


def test_several_may_migrate_at_once(small: Neo4jUnderTest) -> None:
    """Each returns when everything is there, and the chain of migrations is whole."""
    with neo4j.GraphDatabase.driver(small.uri, auth=small.auth) as driver:
        count = driver.execute_query("MATCH (m:__Neo4jMigration) RETURN count(*) AS count").records[0]["count"]
        with ThreadPoolExecutor(4) as at_once:
            applied = [at_once.submit(migrate, small.uri, auth=small.auth) for _ in range(4)]
            assert [each.result() for each in applied] == [[]] * 4
        again = driver.execute_query("MATCH (m:__Neo4jMigration) RETURN count(*) AS count").records[0]["count"]
    assert again == count


def test_a_lost_race_is_begun_again(small: Neo4jUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server refuses one of two who write the schema; whoever was refused finds the other's work done."""
    begun: list[int] = []
    session = neo4j.Driver.session

    def contended(self: neo4j.Driver, **options: Any) -> neo4j.Session:
        begun.append(1)
        if len(begun) < 3:
            raise TransientError("Failed to upgrade shared lock")
        return session(self, **options)

    monkeypatch.setattr("confrere.graph.migrations.PAUSE_SECONDS", 0)
    monkeypatch.setattr(neo4j.Driver, "session", contended)
    assert migrate(small.uri, auth=small.auth) == []
    assert len(begun) > 3


def test_a_database_that_is_not_there_is_told_in_a_sentence() -> None:
    """Instead of in the words of the driver."""
    with pytest.raises(DatabaseUnavailable, match="Try again in a moment"):
        migrate(f"bolt://127.0.0.1:{free_port(28690)}", auth=None)


@pytest.mark.requirement("R29")
async def test_people_from_before_skills_of_places_are_found_by_both(
    world: World, small: Neo4jUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The migration writes what they lack, in pieces; applied twice it changes nothing."""
    shutil.copytree(Path(str(folder())) / "schema", tmp_path / "schema")
    again = tmp_path / "schema" / "V9999__again.cypher"  # the store under test has had it: a copy is still to come
    shutil.copy(tmp_path / "schema" / "V0021__skills_of_places_written.cypher", again)
    monkeypatch.setattr("confrere.graph.migrations.folder", lambda: tmp_path)
    lisbon, porto, *_ = (city for name in ("Lisbon", "Porto") for city in all_cities() if city.name == name)
    await settle(world, [lisbon, porto])
    await world.crowd(f"nobody{number}" for number in range(1001))
    zoe = await offering(world, "zoe", city=lisbon, skills={"Python": 5})
    for name, city, skills in (
        ("ada", lisbon, {"JavaScript": 5, "Java": 2}),
        ("bob", porto, {"JavaScript": 5}),
        ("eve", None, {"JavaScript": 4}),
    ):
        await offering(world, name, city=city, skills=skills)
    keys = "MATCH (f)-[h:HAS_SKILL]->(s) RETURN f.handle AS who, s.name AS what, h.offerKey AS key ORDER BY who, what"
    whole = await world.cypher(keys)

    async def found() -> list[str]:
        sought = {"place": {"near": {"cityId": lisbon.id}}, "skills": {"any": ["js"]}}
        told = (await zoe.asks(BROWSE, filter=sought)).data["browseFreelancers"]["nodes"]
        return [each["handle"] for each in told]

    async def faults() -> int:
        (check,) = (each for each in checks() if each.query.name == "doctor/offers_listed_wrongly")
        said = await examine(world.store, rules=Rules(), now=START, progress=lambda *_: None, which=[check])
        return said[0].count

    try:
        await world.cypher("MATCH ()-[h:HAS_SKILL]->() REMOVE h.offerKey")
        assert (await found(), await faults()) == ([], 3)
        for _ in range(2):
            told: list[tuple[str, int, int]] = []
            applied = await asyncio.to_thread(
                migrate, small.uri, auth=small.auth, progress=lambda *step, told=told: told.append(step)
            )
            assert applied == [again.name]
            assert told == [(BUILDING, 0, 1), (BUILDING, 1, 1)]
            assert (await found(), await faults()) == (["ada"], 0)
            assert await world.cypher(keys) == whole
            await world.cypher("MATCH (m:__Neo4jMigration {version: '9999'}) DETACH DELETE m")
    finally:
        await world.cypher("MATCH (m:__Neo4jMigration {version: '9999'}) DETACH DELETE m")
