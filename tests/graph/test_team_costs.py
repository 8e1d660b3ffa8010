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
    )
    assert summary.profile is not None
    assert 40 <= found["size"] <= 60
    assert hits(summary.profile) <= 12_000
