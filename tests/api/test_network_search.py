"""One's own network, searched, filtered and ordered by its owner (R6)."""

from typing import Any

import pytest

from ..world import Person, World

PAGE = """query($filter: FreelancerFilter, $orderBy: NetworkOrder, $query: String, $first: Int, $last: Int,
    $after: String, $before: String) {
  viewer { network(filter: $filter, orderBy: $orderBy, query: $query, first: $first, last: $last, after: $after,
      before: $before) {
    totalCount edges { cursor connectedAt node { handle } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""
BY_NAME = {"field": "NAME", "direction": "ASC"}

pytestmark = pytest.mark.requirement("R6")


async def page(person: Person, **arguments: Any) -> dict[str, Any]:
    """A page of somebody's network; twenty from the front unless told."""
    if not {"first", "last"} & arguments.keys():
        arguments["first"] = 20
    found: dict[str, Any] = (await person.asks(PAGE, **arguments)).data["viewer"]["network"]
    return found


async def found(person: Person, **arguments: Any) -> list[str]:
    """Handles of a page, whose count agrees."""
    here = await page(person, **arguments)
    handles = [edge["node"]["handle"] for edge in here["edges"]]
    assert here["totalCount"] == len(handles)
    return handles


async def circle(world: World) -> Person:
    """Ada and five people in her network, unlike each other in everything one can filter by."""
    (ada,) = await world.people("ada")
    friends = [
        await world.person("bob", hourlyRate=4000, weeklyHours=10.0),
        await world.person("bea", hourlyRate=9000, weeklyHours=40.0),
        await world.person("eve", hourlyRate=4000, currency="EUR", weeklyHours=20.0),
        await world.person("kim", hourlyRate=6000, weeklyHours=30.0),
        await world.person("zoe", visibility="PRIVATE", weeklyHours=30.0),
    ]
    await world.connect(*((ada, friend) for friend in friends))
    await world.cypher(
        """CREATE (pt:Country {code: 'PT', name: 'Portugal'}), (es:Country {code: 'ES', name: 'Spain'})
        CREATE (l:City {id: 'CI_0000000000000001', name: 'Lisbon', point: point({longitude: -9.14, latitude: 38.72})}),
          (s:City {id: 'CI_0000000000000002', name: 'Setúbal', point: point({longitude: -8.89, latitude: 38.52})}),
          (m:City {id: 'CI_0000000000000003', name: 'Madrid', point: point({longitude: -3.7, latitude: 40.42})})
        CREATE (l)-[:IN]->(pt), (s)-[:IN]->(pt), (m)-[:IN]->(es)
        CREATE (ux:Skill {id: 'SK_0000000000000001', name: 'UX design', synonyms: ['User experience']}),
          (js:Skill {id: 'SK_0000000000000002', name: 'JavaScript', synonyms: ['JS']}),
          (:SkillName {key: 'ux design'})-[:NAMES]->(ux), (:SkillName {key: 'user experience'})-[:NAMES]->(ux),
          (:SkillName {key: 'javascript'})-[:NAMES]->(js), (:SkillName {key: 'js'})-[:NAMES]->(js),
          (design:Category {id: 'CA_0000000000000001', name: 'Design'})
        WITH *
        UNWIND [['bob', l, ux, 5], ['bea', s, js, 2], ['eve', m, ux, 2], ['kim', l, js, 4], ['kim', l, ux, 1]] AS each
        MATCH (f:Freelancer {handle: each[0]})
        MERGE (f)-[:WORKS_IN]->(design)
        WITH f, each[1] AS city, each[2] AS skill, each[3] AS level
        MERGE (f)-[:LIVES_IN]->(city) CREATE (f)-[:HAS_SKILL {level: level}]->(skill)"""
    )
    return ada


@pytest.mark.parametrize(
    ("conditions", "handles"),
    [
        ({}, ["zoe", "kim", "eve", "bea", "bob"]),
        ({"minWeeklyHours": 30}, ["zoe", "kim", "bea"]),
        ({"hourlyRate": {"currency": "USD", "max": "60"}}, ["zoe", "kim", "bob"]),
        ({"hourlyRate": {"currency": "USD", "min": "60", "max": "90.00"}}, ["kim", "bea"]),
        ({"hourlyRate": {"currency": "EUR"}}, ["eve"]),
        ({"place": {"country": "PT"}}, ["kim", "bea", "bob"]),
        ({"place": {"near": {"cityId": "CI_0000000000000001"}}}, ["kim", "bob"]),
        ({"place": {"near": {"cityId": "CI_0000000000000001", "km": 40}}}, ["kim", "bea", "bob"]),
        ({"place": {"near": {"cityId": "CI_zzzzzzzzzzzzzzzz", "km": 1000}}}, []),
        ({"skills": {"all": ["ux DESIGN", "js"]}}, ["kim"]),
        ({"skills": {"any": ["user experience"], "minLevel": 2}}, ["eve", "bob"]),
        ({"skills": {"all": ["Plumbing"]}}, []),
        ({"categoryIds": ["CA_0000000000000001"]}, ["kim", "eve", "bea", "bob"]),
        ({"categoryIds": ["CA_0000000000000001"], "place": {"country": "ES"}, "minWeeklyHours": 20}, ["eve"]),
    ],
)
async def test_a_filter_leaves_whoever_meets_all_of_it(
    world: World, conditions: dict[str, Any], handles: list[str]
) -> None:
    """Newest connection first, and private connections are one's own to see."""
    ada = await circle(world)
    assert await found(ada, filter=conditions) == handles


@pytest.mark.parametrize(
    ("query", "handles"),
    [("b", ["bea", "bob"]), ("BOB T", ["bob"]), ("zoe", ["zoe"]), ("t", []), ("bob@example.com", []), ("*:*", [])],
)
async def test_a_query_finds_by_name_as_the_search_of_people_does(world: World, query: str, handles: list[str]) -> None:
    """By its beginning and the initial; an address or signs of another language find nobody."""
    ada = await circle(world)
    assert await found(ada, query=query, orderBy=BY_NAME) == handles


async def test_the_order_runs_by_name_or_by_connection_both_ways(world: World) -> None:
    """Whatever the filter."""
    ada = await circle(world)
    names = ["bea", "bob", "eve", "kim", "zoe"]
    connected = ["bob", "bea", "eve", "kim", "zoe"]
    assert await found(ada, orderBy=BY_NAME) == names
    assert await found(ada, orderBy={"field": "NAME", "direction": "DESC"}) == names[::-1]
    assert await found(ada, orderBy={"field": "CONNECTED_AT"}) == connected
    assert await found(ada, orderBy={"field": "CONNECTED_AT", "direction": "DESC"}) == connected[::-1]
    assert await found(ada, orderBy=BY_NAME, filter={"place": {"country": "PT"}}) == ["bea", "bob", "kim"]


@pytest.mark.requirement("R28")
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("field", ["NAME", "CONNECTED_AT"])
async def test_pages_both_ways_hold_everyone_once(world: World, field: str, direction: str) -> None:
    """In the same order, whatever the size of the page."""
    ada = await circle(world)
    order = {"field": field, "direction": direction}
    whole = await found(ada, orderBy=order)
    forward: list[str] = []
    here = await page(ada, orderBy=order, first=2)
    while True:
        forward += [edge["node"]["handle"] for edge in here["edges"]]
        if not here["pageInfo"]["hasNextPage"]:
            break
        here = await page(ada, orderBy=order, first=2, after=here["pageInfo"]["endCursor"])
    backward: list[str] = []
    here = await page(ada, orderBy=order, last=2)
    while True:
        backward = [edge["node"]["handle"] for edge in here["edges"]] + backward
        if not here["pageInfo"]["hasPreviousPage"]:
            break
        here = await page(ada, orderBy=order, last=2, before=here["edges"][0]["cursor"])
    assert forward == backward == whole


async def test_a_cursor_is_good_for_its_filter_order_and_query_alone(world: World) -> None:
    """Any other list refuses it."""
    ada = await circle(world)
    cursor = (await page(ada, orderBy=BY_NAME, first=1))["edges"][0]["cursor"]
    others: list[dict[str, Any]] = [
        {"orderBy": {"field": "NAME", "direction": "DESC"}},
        {"orderBy": {"field": "CONNECTED_AT"}},
        {"orderBy": BY_NAME, "query": "b"},
        {"orderBy": BY_NAME, "filter": {"minWeeklyHours": 1}},
        {},
    ]
    for other in others:
        answer = await ada.asks(PAGE, first=1, after=cursor, **other)
        assert answer.codes == ["CURSOR_MISMATCH"], other
    assert (await page(ada, orderBy=BY_NAME, filter={}, first=1, after=cursor))["edges"]


async def test_hidden_people_are_in_no_page_and_no_count(world: World) -> None:
    """Deactivated ones, whatever they are looked for by."""
    ada = await circle(world)
    await world.cypher("MATCH (f:Freelancer {handle: 'bob'}) SET f.status = 'DEACTIVATED'")
    assert await found(ada, query="b", orderBy=BY_NAME) == ["bea"]
    assert await found(ada, filter={"place": {"country": "PT"}}) == ["kim", "bea"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"filter": {"minWeeklyHours": -1}},
        {"filter": {"minWeeklyHours": 169}},
        {"filter": {"skills": {"all": ["x"] * 21}}},
        {"filter": {"skills": {"any": ["x" * 101]}}},
        {"filter": {"skills": {"minLevel": 6}}},
        {"filter": {"place": {"near": {"cityId": "CI_0000000000000001", "km": 1000.5}}}},
        {"filter": {"place": {"near": {"cityId": "CI_0000000000000001", "km": -0.1}}}},
        {"filter": {"hourlyRate": {"currency": "USD", "min": "-1"}}},
        {"filter": {"hourlyRate": {"currency": "usd"}}},
        {"filter": {"hourlyRate": {"currency": "USD", "min": "1e3"}}},
        {"filter": {"place": {"country": "Portugal"}}},
        {"filter": {"categoryIds": ["CA_0000000000000001"] * 51}},
        {"query": "a " * 9},
        {"query": "\x00"},
    ],
    ids=str,
)
async def test_what_cannot_be_looked_for_is_a_bad_value(world: World, arguments: dict[str, Any]) -> None:
    """Told by its code, and nothing fails."""
    (ada,) = await world.people("ada")
    answer = await ada.asks(PAGE, first=1, **arguments)
    assert set(answer.codes) <= {"BAD_VALUE", "BAD_VARIABLES", "TOO_LONG", "TOO_SHORT"}, answer.body
    assert answer.codes


async def test_ids_of_other_things_are_bad_ids(world: World) -> None:
    """A skill is no category, and a country no city."""
    (ada,) = await world.people("ada")
    for conditions in ({"categoryIds": ["SK_0000000000000001"]}, {"place": {"near": {"cityId": "PT"}}}):
        assert (await ada.asks(PAGE, first=1, filter=conditions)).codes == ["BAD_ID"]
