"""Browsing: by place, skills, categories, rate and hours, with facets, in every order."""

import math
from typing import Any

import pytest

from confrere.graph import offers
from confrere.graph.marketplace.places import City, all_cities
from confrere.graph.queries import query

from ..offers import category_id, offering, settle, skill_id
from ..world import Answer, Person, World

BROWSE = """
query Browse($filter: FreelancerFilter, $orderBy: [FreelancerOrder!], $first: Int, $after: String, $last: Int,
  $before: String) {
  browseFreelancers(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { handle } }
    skills: facets(kind: SKILL) { count subject { ... on Skill { name } } }
    cities: facets(kind: CITY) { count subject { ... on City { name country { code } } } }
    categories: facets(kind: CATEGORY, limit: 1) { count subject { ... on Category { name } } }
} }"""

CITIES = {(city.name, city.country): city for city in all_cities()}
LISBON, PORTO, MADRID = CITIES["Lisbon", "PT"], CITIES["Porto", "PT"], CITIES["Madrid", "ES"]
EARTH_KM = 6378.14
"""The radius with which Neo4j measures."""


async def browses(person: Person, filter: dict[str, Any] | None = None, **more: Any) -> Answer:
    """Asks for a page, of a hundred unless told."""
    page = {} if more.keys() & {"first", "last"} else {"first": 100}
    return await person.asks(BROWSE, filter=filter, **page, **more)


PAGE = BROWSE.replace("totalCount", "").partition("skills: facets")[0] + "} }"


async def finds(person: Person, filter: dict[str, Any] | None = None, **more: Any) -> list[str]:
    """Handles of those found, in order."""
    found = (await browses(person, filter, **more)).data["browseFreelancers"]
    assert found["totalCount"] == len(found["edges"])
    return [edge["node"]["handle"] for edge in found["edges"]]


async def town(world: World) -> Person:
    """Zoe, and six people who offer this and that."""
    await settle(world, [LISBON, PORTO, MADRID])
    zoe = await offering(world, "zoe", city=LISBON, skills={"Python": 5})
    for name, city, skills, category, more in (
        ("ada", LISBON, {"JavaScript": 5, "Java": 2}, "Development", {}),
        ("bob", LISBON, {"JavaScript": 2}, "Development", {"hourlyRate": 9000, "weeklyHours": 10.0}),
        ("cat", PORTO, {"Python": 4, "JavaScript": 3}, "Design", {"hourlyRate": 2000, "currency": "EUR"}),
        ("dan", MADRID, {"C++": 5, "Python": 1}, "Development", {"hourlyRate": 3000}),
        ("eve", None, {"Search engine optimisation": 5}, "", {}),
        ("fay", PORTO, {}, "Design", {"hourlyRate": None, "currency": None, "weeklyHours": None}),
    ):
        await offering(world, name, city=city, skills=skills, category=category, **more)
    await offering(world, "pia", city=LISBON, skills={"JavaScript": 5}, category="Design", visibility="PRIVATE")
    return zoe


FILTERS: list[tuple[dict[str, Any], str]] = [
    ({}, "ada bob cat fay dan eve"),
    ({"skills": {"any": ["js"]}}, "ada bob cat"),
    ({"skills": {"any": ["ECMASCRIPT", "c++"]}}, "ada bob cat dan"),
    ({"skills": {"all": ["JS", "Java"]}}, "ada"),
    ({"skills": {"all": ["js", "python 3"], "any": ["Java"]}}, ""),
    ({"skills": {"any": ["js"], "minLevel": 3}}, "ada cat"),
    ({"skills": {"any": ["seo"]}}, "eve"),
    ({"skills": {"any": ["js", "no such skill"]}}, "ada bob cat"),
    ({"skills": {"any": ["no such skill"]}}, ""),
    ({"skills": {"all": ["js", "no such skill"]}}, ""),
    ({"place": {"country": "PT"}}, "ada bob cat fay"),
    ({"place": {"country": "XX"}}, ""),
    ({"place": {"near": {"cityId": LISBON.id}}}, "ada bob"),
    ({"place": {"near": {"cityId": LISBON.id, "km": 300}}}, "ada bob cat fay"),
    ({"place": {"near": {"cityId": LISBON.id, "km": 1000}}}, "ada bob cat fay dan"),
    ({"place": {"near": {"cityId": "CI_0000000000000000", "km": 1000}}}, ""),
    ({"place": {"near": {"cityId": LISBON.id, "km": 300}}, "skills": {"any": ["Python"]}}, "cat"),
    ({"categoryIds": [category_id("Design")]}, "cat fay"),
    ({"categoryIds": [category_id("Design"), category_id("Development")]}, "ada bob cat fay dan"),
    ({"categoryIds": ["CA_9999999999999999"]}, ""),
    ({"hourlyRate": {"currency": "USD", "min": "30.00", "max": "45"}}, "ada dan eve"),
    ({"hourlyRate": {"currency": "USD", "min": "45.001"}}, "bob"),
    ({"hourlyRate": {"currency": "EUR"}}, "cat"),
    ({"minWeeklyHours": 20}, "ada cat dan eve"),
    ({"minWeeklyHours": 0}, "ada bob cat fay dan eve"),
]


@pytest.mark.requirement("R29")
@pytest.mark.parametrize("way", ["gathered", "along an index"])
async def test_a_filter_finds_whom_it_describes(world: World, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """The nearest first, the same whichever way is taken through the graph; private people on none."""
    monkeypatch.setattr(offers, "FEW_PEOPLE", offers.FEW_PEOPLE if way == "gathered" else -1)
    zoe = await town(world)
    found = [(wanted, " ".join(await finds(zoe, wanted))) for wanted, _ in FILTERS]
    assert found == FILTERS


ORDERS: list[tuple[list[dict[str, str]], str]] = [
    ([{"field": "NAME"}], "ada bob cat dan eve fay"),
    ([{"field": "NAME", "direction": "DESC"}], "fay eve dan cat bob ada"),
    ([{"field": "HOURLY_RATE"}], "cat dan ada eve bob fay"),
    ([{"field": "HOURLY_RATE"}, {"field": "NAME"}], "cat dan ada eve bob fay"),
    ([{"field": "HOURLY_RATE", "direction": "DESC"}], "fay bob eve ada dan cat"),
    ([{"field": "CLOSENESS"}], "ada bob cat fay dan eve"),
    ([{"field": "CLOSENESS", "direction": "DESC"}], "eve dan fay cat bob ada"),
]


@pytest.mark.requirement("R29")
@pytest.mark.parametrize("way", ["gathered", "along an index"])
async def test_an_order_holds_over_all_pages_in_both_directions(world: World, way: str) -> None:
    """Everybody once, whichever way is taken through the graph; whoever asks for no rate comes after all others."""
    zoe = await town(world)
    wanted = {"skills": {"any": ["js", "python", "c++", "seo"]}} if way == "gathered" else None
    for order, expected in ORDERS:
        everybody = [each for each in expected.split() if wanted is None or each != "fay"]
        for forward in (True, False):
            assert await walks(zoe, wanted, order, forward=forward) == everybody


async def walks(
    person: Person, wanted: dict[str, Any] | None, order: list[dict[str, str]], *, forward: bool
) -> list[str]:
    """Reads a list page by page, from either end."""
    seen: list[str] = []
    cursor = None
    while True:
        page = {"first": 2, "after": cursor} if forward else {"last": 2, "before": cursor}
        found = (await person.asks(PAGE, filter=wanted, orderBy=order, **page)).data["browseFreelancers"]
        handles = [edge["node"]["handle"] for edge in found["edges"]]
        seen = seen + handles if forward else handles + seen
        if not found["pageInfo"]["hasNextPage" if forward else "hasPreviousPage"]:
            return seen
        cursor = found["pageInfo"]["endCursor" if forward else "startCursor"]


@pytest.mark.requirement("R29")
async def test_facets_count_the_whole_list_and_nobody_hidden(world: World) -> None:
    """The most frequent value first, whatever page is shown."""
    zoe = await town(world)
    found = (await browses(zoe, {"place": {"country": "PT"}}, first=1)).data["browseFreelancers"]
    assert found["totalCount"] == 4
    assert [(each["subject"]["name"], each["count"]) for each in found["skills"]] == [
        ("JavaScript", 3),
        ("Java", 1),
        ("Python", 1),
    ]
    assert {(each["subject"]["name"], each["count"]) for each in found["cities"]} == {("Lisbon", 2), ("Porto", 2)}
    assert len(found["categories"]) == 1
    assert found["categories"][0]["count"] == 2


def haversine(one: City, other: City) -> float:
    """Kilometres between two cities on a sphere."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    x = math.sin((b - a) / 2) ** 2
    y = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(x + math.cos(a) * math.cos(b) * y))


@pytest.mark.requirement("R29")
async def test_a_circle_holds_exactly_the_cities_within_its_radius(world: World) -> None:
    """Those that brute force finds, over the poles and the line where the day changes too."""
    known = all_cities()
    named = ("Suva", "Apia", "Anchorage", "Murmansk", "Lisbon", "Singapore", "Quito", "Invercargill", "Nuuk")
    middles = [next(city for city in known if city.name == name) for name in named]
    sample = list({city.id: city for city in (*middles, *known[:: len(known) // 1500])}.values())
    await settle(world, sample)
    for middle in middles:
        for km in (0, 1, 37.5, 400, 1000):
            rows = await world.store.read(
                query("finding/terms"), words=[], center=middle.id, metres=km * 1000, country="", most=20_000
            )
            within = {city.id for city in sample if haversine(middle, city) <= km}
            assert {row["id"] for row in rows[0]["terms"]["cities"]} == within


@pytest.mark.requirement("R29")
async def test_what_is_in_common_is_told(world: World) -> None:
    """The city and the skills of both, for a whole page in one query."""
    zoe = await town(world)
    text = (
        "{ browseFreelancers(first: 9, orderBy: [{field: NAME}]) "
        "{ nodes { handle viewerRelation { isSameCity sharedSkills { name } } } } }"
    )
    answer = await zoe.asks(text)
    told = {
        node["handle"]: (
            node["viewerRelation"]["isSameCity"],
            [each["name"] for each in node["viewerRelation"]["sharedSkills"]],
        )
        for node in answer.data["browseFreelancers"]["nodes"]
    }
    assert told == {
        "ada": (True, []),
        "bob": (True, []),
        "cat": (False, ["Python"]),
        "dan": (False, ["Python"]),
        "eve": (False, []),
        "fay": (False, []),
    }
    assert answer.trips.count("finding/in_common") == 1


BY_SIZE = [("London", "GB"), ("Loni", "IN"), ("London", "CA"), ("Lonavla", "IN")]


@pytest.mark.requirement("R29")
async def test_words_complete_to_skills_cities_and_categories(world: World) -> None:
    """By any of their names, without accents and case; nothing completes nothing."""
    zoe = await town(world)
    text = (
        "query W($skill: String!, $city: String!, $country: CountryCode) {"
        " skills(query: $skill, first: 9) { totalCount nodes { id name synonyms } }"
        " cities(query: $city, country: $country, first: 9) { totalCount nodes { name country { code } } }"
        " categories { name } }"
    )
    found = (await zoe.asks(text, skill="J", city="LÍS")).data
    assert [each["name"] for each in found["skills"]["nodes"]] == ["Java", "JavaScript"]
    assert found["skills"]["nodes"][1] == {
        "id": skill_id("JavaScript"),
        "name": "JavaScript",
        "synonyms": ["JS", "ECMAScript"],
    }
    assert found["cities"] == {"totalCount": 1, "nodes": [{"name": "Lisbon", "country": {"code": "PT"}}]}
    assert [each["name"] for each in found["categories"]] == ["Design", "Development"]
    await world.cypher(
        "UNWIND $cities AS city MERGE (country:Country {code: city[1]}) ON CREATE SET country.name = city[1] CREATE "
        "(:City {id: city[2], name: city[0], searchName: toLower(city[0]), population: city[3]})-[:IN]->(country)",
        cities=[
            [each.name, each.country, each.id, each.population]
            for each in (CITIES[key] for key in (("London", "GB"), ("Lonavla", "IN"), ("London", "CA"), ("Loni", "IN")))
        ],
    )
    places = [(await zoe.asks(text, skill="", city=each)).data["cities"]["nodes"] for each in ("lon", "Loni")]
    assert [(each["name"], each["country"]["code"]) for each in places[0]] == BY_SIZE
    assert places[1][0]["name"] == "Loni"
    none = (await zoe.asks(text, skill="", city="l", country="ES")).data
    assert none["skills"] == none["cities"] == {"totalCount": 0, "nodes": []}


BAD = [
    ({"place": {"near": {"cityId": LISBON.id, "km": -1}}}, None, "TOO_SHORT"),
    ({"place": {"near": {"cityId": LISBON.id, "km": 1000.5}}}, None, "TOO_LONG"),
    ({"place": {"near": {"cityId": "Lisbon"}}}, None, "BAD_ID"),
    ({"place": {"near": {"cityId": "FL_0000000000000000"}}}, None, "BAD_ID"),
    ({"place": {"country": "pt"}}, None, "BAD_VARIABLES"),
    ({"skills": {"any": ["x" * 41]}}, None, "TOO_LONG"),
    ({"skills": {"any": ["x"] * 21}}, None, "TOO_LONG"),
    ({"skills": {"all": ["a\x00b"]}}, None, "BAD_VALUE"),
    ({"skills": {"minLevel": 0}}, None, "TOO_SHORT"),
    ({"skills": {"minLevel": 6}}, None, "TOO_LONG"),
    ({"skills": {"minLevel": 3}}, None, "BAD_VALUE"),
    ({"skills": {"minLevel": 3, "any": []}}, None, "BAD_VALUE"),
    ({"hourlyRate": {"currency": "USD", "min": "50", "max": "10"}}, None, "BAD_VALUE"),
    ({"categoryIds": ["CI_0000000000000000"]}, None, "BAD_ID"),
    ({"categoryIds": ["CA_0000000000000000"] * 51}, None, "TOO_LONG"),
    ({"hourlyRate": {"currency": "usd"}}, None, "BAD_VARIABLES"),
    ({"hourlyRate": {"currency": "USD", "max": "-1"}}, None, "TOO_SHORT"),
    ({"minWeeklyHours": -1}, None, "TOO_SHORT"),
    ({"minWeeklyHours": 169}, None, "TOO_LONG"),
    (None, [{"field": "NAME"}] * 4, "TOO_LONG"),
    (None, [{"field": "NAME"}, {"field": "HOURLY_RATE"}], "BAD_VALUE"),
    (None, [{"field": "HOURLY_RATE"}, {"field": "NAME", "direction": "DESC"}], "BAD_VALUE"),
]


@pytest.mark.parametrize(("wanted", "order", "code"), BAD)
async def test_a_filter_that_means_nothing_is_refused(
    world: World, wanted: dict[str, Any] | None, order: list[dict[str, str]] | None, code: str
) -> None:
    """With a code and what to do instead, before anything is read."""
    (ada,) = await world.people("ada")
    answer = await browses(ada, wanted, orderBy=order)
    assert answer.codes == [code]
    assert not [trip for trip in answer.trips if trip.startswith("finding/")]


@pytest.mark.parametrize("limit", [0, 51])
async def test_facets_have_from_1_to_50_values(world: World, limit: int) -> None:
    """Any other number is refused."""
    (ada,) = await world.people("ada")
    text = f"{{ browseFreelancers(first: 1) {{ facets(kind: SKILL, limit: {limit}) {{ count }} }} }}"
    assert (await ada.asks(text)).codes == ["TOO_SHORT" if limit < 1 else "TOO_LONG"]


async def test_a_list_that_is_not_searched_has_no_facets(world: World) -> None:
    """And says so."""
    ada, bob = await world.people("ada", "bob")
    text = (
        "query F($id: ID!) { freelancer(by: {id: $id}) { viewerRelation { mutualConnections(first: 1) "
        "{ facets(kind: SKILL) { count } } } } }"
    )
    assert (await ada.asks(text, id=bob.id)).codes == ["BAD_VALUE"]
