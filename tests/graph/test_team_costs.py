"""What proposing and repairing teams costs the database: hits, which are alike on every machine."""

from typing import Any

import neo4j
import pytest

from confrere.graph.marketplace import PERSONAS
from confrere.graph.queries import catalogue


def hits(plan: dict[str, Any]) -> int:
    """Database hits of a plan with all that is below."""
    return int(plan["dbHits"]) + sum(hits(child) for child in plan.get("children", []))


@pytest.mark.requirement("R36")
def test_looking_for_a_substitute_costs_what_the_leads_network_holds(looking: neo4j.Driver) -> None:
    """For a lead with 45 connections: one read of the people around, their skills and the ties among them."""
    handle = next(each.handle for each in PERSONAS if each.situation == "lead")
    found = looking.execute_query(
        "MATCH (p:Freelancer {handle: $handle})-[:CONNECTED_TO]-(x)-[:HAS_SKILL]->(s) "
        "RETURN p.id AS id, COUNT { (p)-[:CONNECTED_TO]-() } AS size, collect(DISTINCT s.id)[..5] AS skills",
        handle=handle,
    ).records[0]
    _, summary, _ = looking.execute_query(
        "PROFILE " + catalogue()["teams/ego"].text,  # pyright: ignore[reportArgumentType, reportCallIssue]  # a file of ours
        me=found["id"],
        radius=1,
        skills=found["skills"],
        days={},
        within=480,
    )
    assert summary.profile is not None
    assert 40 <= found["size"] <= 60
    assert hits(summary.profile) <= 12_000


@pytest.mark.requirement("R37")
def test_the_network_of_a_hub_fits_into_a_transaction(looking: neo4j.Driver) -> None:
    """Five thousand connections and everybody around them, in blocks; in one piece they take more than 64 MiB."""
    hub = looking.execute_query(
        "MATCH (p:Freelancer {status: 'ACTIVE'}) RETURN p.id AS id, COUNT { (p)-[:CONNECTED_TO]-() } AS size "
        "ORDER BY size DESC LIMIT 1"
    ).records[0]
    rows, summary, _ = looking.execute_query(
        "PROFILE " + catalogue()["teams/ego"].text,  # pyright: ignore[reportArgumentType, reportCallIssue]  # a file of ours
        me=hub["id"],
        radius=2,
        skills=[],
        days={},
        within=480,
    )
    assert hub["size"] == 5_000
    ids = [each for row in rows for each in row["ids"]]
    assert len(ids) == len(set(ids)) > 30_000
    assert {len(row["ids"]) for row in rows[:-1]} == {1_000}
    assert sum(len(row["one"]) for row in rows) > 200_000
    assert {one // 1_000 for one in rows[3]["one"]} == {3}
    assert [row["first"] for row in rows] == list(range(0, len(ids), 1_000))
    assert summary.profile is not None
    assert summary.profile["args"]["GlobalMemory"] < 16_000_000
