"""Migrating from several processes at once, and from a database that goes away."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import TransientError

from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.local.process import free_port
from confrere.graph.migrations import migrate

from ..neo4j_under_test import Neo4jUnderTest


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
