"""What suggestions cost the database, in hits and in memory, on the marketplace of the demo."""

from datetime import UTC, datetime, timedelta
from typing import Any

import neo4j
import pytest

from confrere.graph.marketplace import PERSONAS
from confrere.graph.queries import catalogue

from ..facts import WHOLE
from .test_catalogue import NOW, memory, profiled

LATELY: dict[str, Any] = {"now": NOW, "dismissedSince": NOW - timedelta(days=180)}
"""What every query that suggests is told of time."""


def persona(looking: neo4j.Driver, situation: str) -> str:
    """The id of the persona in a situation."""
    (handle,) = [each.handle for each in PERSONAS if each.situation == situation]
    return str(profiled(looking, catalogue()["people/account"], handle=handle)[1][0]["id"])


@pytest.mark.parametrize(
    ("name", "budget", "asked"),
    [
        ("barred", 300, {"shownSince": NOW - timedelta(days=30), "shownUntil": NOW - timedelta(days=1)}),
        ("network", 10_000, {"limit": 200}),
        ("skills", 25_000, {"limit": 200}),
        ("location", 9_000, {"limit": 200, "kilometres": 50.0}),
        ("newcomers", 7_000, {"limit": 20, "newSince": NOW - timedelta(days=90)}),
    ],
)
def test_a_slate_costs_at_most_its_budget(looking: neo4j.Driver, name: str, budget: int, asked: dict[str, Any]) -> None:
    """What is asked for one slate of two hundred people, where the database ranks, for an ordinary network of 45."""
    hits, rows = profiled(
        looking,
        catalogue()[f"recommend/{name}"],
        me=persona(looking, "lead"),
        **LATELY,
        **asked,
    )
    assert rows
    assert hits <= budget


@pytest.mark.parametrize(("profile", "budget"), [([], 12_000), (WHOLE, 17_000)])
def test_a_page_of_suggestions_costs_at_most_its_budget(looking: neo4j.Driver, profile: list[str], budget: int) -> None:
    """Twenty of a slate, one more and ten to spare, each with all that speaks for them."""
    _, found = profiled(
        looking,
        catalogue()["recommend/network"],
        me=persona(looking, "lead"),
        **LATELY,
        limit=31,
    )
    hits, rows = profiled(
        looking,
        catalogue()["recommend/suggested"],
        me=persona(looking, "lead"),
        **LATELY,
        ids=[row["id"] for row in found],
        complements=[],
        newSince=NOW - timedelta(days=90),
        profile=profile,
    )
    assert len(rows) == 31
    assert hits <= budget


def test_following_the_ledger_costs_what_happened_lately(looking: neo4j.Driver) -> None:
    """The latest event is found without reading the others."""
    hits, rows = profiled(
        looking,
        catalogue()["recommend/happened"],
        since=datetime(1970, 1, 1, tzinfo=UTC),
        until=datetime(9999, 1, 1, tzinfo=UTC),
        limit=1,
    )
    assert len(rows) == 1
    assert hits <= 15


def test_the_hub_is_suggested_people_within_half_the_memory_of_a_transaction(
    looking: neo4j.Driver,
) -> None:
    """Its five thousand connections reach nearly everybody, and are walked without being held."""
    asked = LATELY | {"me": persona(looking, "hub"), "limit": 200}
    _, rows = profiled(looking, catalogue()["recommend/network"], **asked)
    assert len(rows) == 200
    assert memory(looking, catalogue()["recommend/network"], **asked) <= 32_000_000
