"""What finding people costs on the demo marketplace: database hits of whole pages, the first and any later one."""

from dataclasses import dataclass, field
from typing import Any, cast

import neo4j
import pytest

from confrere.api.paging import MAX_PAGE
from confrere.graph import finding
from confrere.graph.finding import Found, Matches
from confrere.graph.model.name_query import name_query
from confrere.graph.model.people_filter import PeopleFilter
from confrere.graph.model.people_order import Order, OrderField
from confrere.graph.model.ranked_list import HEAD
from confrere.graph.offers import by_offer
from confrere.graph.queries import Query, catalogue
from confrere.graph.store import Store

from .test_catalogue import profiled

CLOSEST, BY_RATE = Order(), Order(OrderField.HOURLY_RATE)


@dataclass
class Meter:
    """Stands where the store stands, and counts what each query costs."""

    looking: neo4j.Driver
    hits: int = 0
    asked: list[str] = field(default_factory=list)

    async def read(self, query: Query, **parameters: Any) -> list[dict[str, Any]]:
        """Runs a query and adds its hits."""
        hits, rows = profiled(self.looking, query, **parameters)
        self.hits += hits
        self.asked.append(query.name)
        return [row.data() for row in rows]


async def page(
    meter: Meter, who: str, matches: Matches, order: Order, after: Found | None = None, size: int = 20
) -> tuple[int, Found]:
    """Reads a page as the API does, and returns its hits."""
    before = meter.hits
    found = await finding.find(
        cast("Store", meter),
        matches,
        me=who,
        size=size,
        is_forward=True,
        after=after.people[-1][0] if after else None,
        before=None,
        profile=(),
        is_ranked=order.field is OrderField.CLOSENESS,
    )
    return meter.hits - before, found


@pytest.fixture(scope="module")
def lead(looking: neo4j.Driver) -> str:
    """The id of somebody with 45 connections."""
    account = catalogue()["people/account"].text
    return str(looking.execute_query(account, handle="lena-lead").records[0]["id"])  # pyright: ignore[reportCallIssue, reportArgumentType]  # a file of ours


@pytest.fixture(scope="module")
def crowded(looking: neo4j.Driver) -> str:
    """The id of somebody with as many connections in the country and city where the most people live."""
    rows = looking.execute_query(
        "MATCH (c:City) WHERE c.searchName = 'new york city' "
        "MATCH (p:Freelancer {cityId: c.id, status: 'ACTIVE'}) WHERE size(p.networkIds) >= 45 "
        "RETURN p.id AS id ORDER BY size(p.networkIds), id LIMIT 1"
    ).records
    return str(rows[0]["id"])


@pytest.fixture(scope="module")
def city(looking: neo4j.Driver) -> dict[str, str]:
    """Ids of the two cities where the most people live."""
    rows = looking.execute_query(
        "MATCH (c:City) WHERE c.searchName IN ['london', 'new york city'] AND c.population > 5000000 "
        "RETURN c.searchName AS name, c.id AS id"
    ).records
    return {row["name"]: row["id"] for row in rows}


async def walked(meter: Meter, who: str, matches: Matches, order: Order, first: int, found: Found) -> None:
    """Reads on for up to twelve pages, each of which costs at most twice the first."""
    for _ in range(12):
        if not found.has_more:
            return
        hits, found = await page(meter, who, matches, order, found)
        assert hits <= 2 * first


@pytest.mark.requirement("R28")
@pytest.mark.parametrize("text", ["Ana P", "Maria", "James", "a"])
async def test_a_page_of_a_search_costs_little_at_any_depth(
    looking: neo4j.Driver, lead: str, crowded: str, text: str
) -> None:
    """At most 400 hits, also where a name finds thousands and hundreds of them live near; later pages as little."""
    meter, matches = Meter(looking), finding.by_name(name_query(text))
    for who in (lead, crowded):
        first, found = await page(meter, who, matches, CLOSEST)
        assert len(found.people) == 20
        assert first <= 400
        await walked(meter, who, matches, CLOSEST, first, found)


@pytest.mark.requirement("R28")
@pytest.mark.requirement("R29")
@pytest.mark.parametrize("order", [CLOSEST, BY_RATE], ids=["closest", "by rate"])
@pytest.mark.parametrize(
    ("where", "word"), [("london", "microsoft excel"), ("london", "javascript"), ("new york city", "javascript")]
)
async def test_browsing_a_city_for_a_skill_costs_at_most_fifteen_hundred_hits(
    looking: neo4j.Driver, lead: str, city: dict[str, str], where: str, word: str, order: Order
) -> None:
    """In the cities where the most people live, whichever order; a later page at most twice the first."""
    meter = Meter(looking)
    matches = await by_offer(cast("Store", meter), PeopleFilter(city=city[where], skills_any=(word,)), order)
    first, found = await page(meter, lead, matches, order)
    assert len(found.people) == 20
    assert meter.asked == ["finding/terms", "finding/gathered", "finding/listed"]
    assert meter.hits <= 1_500
    await walked(meter, lead, matches, order, first, found)


@pytest.mark.requirement("R29")
async def test_the_longest_first_page_is_read_in_one_go(looking: neo4j.Driver, lead: str, city: dict[str, str]) -> None:
    """Those whose closeness was judged are the first of the list, so behind the closest it goes on among them."""
    meter = Meter(looking)
    matches = await by_offer(cast("Store", meter), PeopleFilter(city=city["london"]), CLOSEST)
    _, whole = await page(meter, lead, matches, CLOSEST, size=MAX_PAGE)
    assert meter.asked == ["finding/terms", "finding/gathered", "finding/listed"]
    _, first = await page(meter, lead, matches, CLOSEST, size=HEAD)
    _, second = await page(meter, lead, matches, CLOSEST, first, size=MAX_PAGE - HEAD)
    assert [each.id for _, each in whole.people] == [each.id for _, each in (*first.people, *second.people)]
    assert len(whole.people) == MAX_PAGE
