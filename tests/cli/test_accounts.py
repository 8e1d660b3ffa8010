"""Commands of operators and analysts on a database that runs."""

from collections.abc import Iterator

import neo4j
import orjson
import pytest

from ..neo4j_under_test import Neo4jUnderTest
from .conftest import Shell

EVERYBODY = """
UNWIND [['ada', 'ACTIVE', ['MENTOR']], ['bob', 'ACTIVE', ['MENTOR', 'MENTEE']], ['eve', 'ACTIVE', []],
  ['kim', 'DEACTIVATED', ['MENTOR']]] AS each
CREATE (:Freelancer {id: 'FL_' + each[0] + '0000000000000', handle: each[0], name: each[0], visibility: 'PUBLIC',
  status: each[1], segments: each[2], jobSuccessScore: 95, topRatedWeeks: 16})"""


@pytest.fixture
def people(small: Neo4jUnderTest) -> Iterator[neo4j.Session]:
    """Four freelancers and nobody else."""
    with neo4j.GraphDatabase.driver(small.uri, auth=small.auth) as driver, driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n").consume()
        session.run(EVERYBODY).consume()
        yield session


def variables(small: Neo4jUnderTest) -> dict[str, str]:
    """How a command is told where the database is."""
    user, password = small.auth or ("neo4j", "")
    return {"NEO4J_URI": small.uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}


@pytest.mark.requirement("R23")
def test_an_operator_closes_an_account_and_opens_it_again(
    shell: Shell, small: Neo4jUnderTest, people: neo4j.Session
) -> None:
    """By handle, each an act in the ledger that names no administrator."""
    for command, status in (("deactivate", "DEACTIVATED"), ("reactivate", "ACTIVE")):
        done = shell.runs(command, "ada", **variables(small))
        assert done.returncode == 0, done.stderr
        assert people.run("MATCH (f:Freelancer {handle: 'ada'}) RETURN f.status").single(strict=True)[0] == status
    events = people.run("MATCH (e:Event) RETURN e.kind AS kind, e.a AS a, e.by AS by ORDER BY e.at").data()
    assert events == [
        {"kind": f"FREELANCER_{kind}", "a": "FL_ada0000000000000", "by": None}
        for kind in ("DEACTIVATED", "REACTIVATED")
    ]
    nobody = shell.runs("deactivate", "nobody", **variables(small))
    assert nobody.returncode == 1
    assert "nobody" in nobody.stderr


@pytest.mark.requirement("R8")
def test_segments_are_counted_for_analysts(shell: Shell, small: Neo4jUnderTest, people: neo4j.Session) -> None:
    """Active people only; whoever belongs to two counts in both, and whoever belongs to none is counted too."""
    people.run(
        "MATCH (a:Freelancer {handle: 'ada'}), (b:Freelancer {handle: 'bob'}) CREATE (a)-[:CONNECTED_TO]->(b)"
    ).consume()
    done = shell.runs("report", "segments", "--json", **variables(small))
    assert done.returncode == 0, done.stderr
    assert orjson.loads(done.stdout) == [
        {"segment": "MENTEE", "freelancers": 1, "topRated": 1, "meanConnections": 1.0},
        {"segment": "MENTOR", "freelancers": 2, "topRated": 2, "meanConnections": 1.0},
        {"segment": None, "freelancers": 1, "topRated": 1, "meanConnections": 0.0},
    ]
    shown = shell.runs("report", "segments", **variables(small))
    assert "MENTOR" in shown.stdout
