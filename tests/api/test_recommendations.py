"""Suggestions through the API: who is suggested, why, in which order, and who never is."""

from datetime import timedelta
from typing import Any

import pytest

from confrere.api.settings import Settings
from confrere.graph.model.rules import Phase

from ..suggesting import dismisses
from ..world import Person, World

SUGGESTED = """
query Suggested($surface: Surface!, $first: Int, $after: String, $last: Int, $before: String) { viewer {
  recommendations(surface: $surface, first: $first, after: $after, last: $last, before: $before) {
    slateId totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id handle name } reasons { kind count sentence witnesses {
      ... on Freelancer { handle name } ... on Skill { name } ... on City { name } ... on Country { name }
      ... on Category { name } } } }
    nodes { handle }
  } } }"""


async def suggested(who: Person, surface: str = "ALL", **paging: Any) -> dict[str, Any]:
    """A page of suggestions."""
    text = SUGGESTED
    if "last" in paging:  # a size that is not given is priced as the largest
        text = text.replace("first: $first, ", "").replace("$first: Int, ", "")
    else:
        text = text.replace("last: $last, ", "").replace("$last: Int, ", "")
        paging = {"first": 20} | paging
    found: dict[str, Any] = (await who.asks(text, surface=surface, **paging)).data["viewer"]
    return dict(found["recommendations"])


async def handles(who: Person, surface: str = "ALL") -> list[str]:
    """Who is suggested, best first."""
    return [edge["node"]["handle"] for edge in (await suggested(who, surface))["edges"]]


async def tells(world: World, who: Person, *skills: str, city: str = "", category: str = "") -> None:
    """Gives somebody skills, a city of Portugal and a category."""
    await world.cypher(
        "MATCH (f:Freelancer {id: $id}) "
        "FOREACH (name IN $skills | MERGE (s:Skill {id: 'SK_' + name, name: name}) "
        "  MERGE (f)-[:HAS_SKILL {level: 3}]->(s)) "
        "FOREACH (name IN $cities | MERGE (c:City {id: 'CI_' + name}) "
        "  ON CREATE SET c.name = name, c.point = point({latitude: 38.7 + size(name) / 100.0, longitude: -9.1}) "
        "  MERGE (l:Country {code: 'PT', name: 'Portugal'}) MERGE (c)-[:IN]->(l) MERGE (f)-[:LIVES_IN]->(c) "
        "  SET f.cityId = c.id, f.countryCode = 'PT') "
        "FOREACH (name IN $categories | MERGE (c:Category {id: 'CA_' + name, name: name}) MERGE (f)-[:WORKS_IN]->(c))",
        id=who.id,
        skills=list(skills),
        cities=[city] if city else [],
        categories=[category] if category else [],
    )


@pytest.mark.requirement("R31")
async def test_people_who_share_connections_are_suggested_with_witnesses(world: World) -> None:
    """Dan shares two of Ada's connections and Eve one; both are named."""
    ada, bob, cleo, dan, eve = await world.people("ada", "bob", "cleo", "dan", "eve")
    await world.connect((ada, bob), (ada, cleo), (bob, dan), (cleo, dan), (cleo, eve))
    found = await suggested(ada, "NETWORK")
    assert [edge["node"]["handle"] for edge in found["edges"]] == ["dan", "eve"]
    assert found["totalCount"] == 2
    (reason,) = found["edges"][0]["reasons"]
    assert (reason["kind"], reason["count"]) == ("SHARED_CONNECTIONS", 2)
    assert reason["sentence"] == "You share 2 connections, among them Bob T. and Cleo T."
    assert [each["handle"] for each in reason["witnesses"]] == ["bob", "cleo"]


async def test_people_of_one_name_are_told_apart(world: World) -> None:
    """The suggested person from the connection they share, and connections of one name by their number."""
    ada, bob, cleo, dan, eve = await world.people("ada", "bob", "cleo", "dan", "eve")
    await world.connect((ada, bob), (ada, cleo), (bob, dan), (cleo, dan), (cleo, eve))
    await world.cypher("MATCH (f:Freelancer) WHERE f.handle <> 'ada' SET f.name = 'Till B.'")
    found = await suggested(ada, "NETWORK")
    assert [edge["reasons"][0]["sentence"] for edge in found["edges"]] == [
        "You share 2 connections, among them two others called Till B.",
        "You share a connection: another Till B.",
    ]


@pytest.mark.requirement("R31")
async def test_every_surface_has_its_reasons(world: World) -> None:
    """Skills by skills, place by place; the blend tells all of them, strongest first."""
    ada, bob, cleo = await world.people("ada", "bob", "cleo")
    await tells(world, ada, "Rust", "Go", city="Lisbon", category="Web")
    await tells(world, bob, "Rust", "Go", city="Lisbon", category="Web")
    await tells(world, cleo, "Go", city="Sintra")
    assert await handles(ada, "SKILLS") == ["bob", "cleo"]
    assert await handles(ada, "LOCATION") == ["bob", "cleo"]
    assert await handles(ada, "NETWORK") == []
    first, second = (await suggested(ada))["edges"]
    assert [each["sentence"] for each in first["reasons"]] == [
        "You share 2 skills, among them Go and Rust.",
        "Lives in Lisbon, as you do.",
        "Works in your category, Web.",
    ]
    assert [each["sentence"] for each in second["reasons"]] == ["You both know Go.", "Lives in Portugal, as you do."]


@pytest.mark.requirement("R30")
@pytest.mark.requirement("R24")
@pytest.mark.requirement("R19")
async def test_whoever_must_not_be_suggested_is_not(world: World) -> None:
    """Not oneself, not connected, pending either way, declined, dismissed, private, deactivated, blocked either way."""
    names = ("bob", "sent", "got", "declined", "dismissed", "hidden", "closed", "walled", "waller", "free")
    ada, bob, *others = await world.people("ada", *names)
    sent, got, declined, dismissed, hidden, closed, walled, waller, _free = others
    await world.connect((ada, bob), *((bob, each) for each in others))
    assert await handles(ada, "NETWORK") == sorted(each.handle for each in others)
    await ada.invites(sent)
    await got.invites(ada)
    await ada.declines(await declined.invitation_to(ada))
    assert (await dismisses(ada, dismissed))["__typename"] == "DismissRecommendationPayload"
    await world.cypher("MATCH (f {id: $id}) SET f.visibility = 'PRIVATE'", id=hidden.id)
    await world.cypher("MATCH (f {id: $id}) SET f.status = 'DEACTIVATED'", id=closed.id)
    for one, other in ((ada, walled), (waller, ada)):
        await world.cypher("MATCH (a {id: $a}), (b {id: $b}) CREATE (a)-[:BLOCKED]->(b)", a=one.id, b=other.id)
    assert await handles(ada, "NETWORK") == ["free"]
    assert await handles(ada, "ALL") == ["free"]


@pytest.mark.requirement("R24")
@pytest.mark.requirement("R31")
@pytest.mark.parametrize("hides", ["SET f.visibility = 'PRIVATE'", "SET f.status = 'DEACTIVATED'"])
async def test_a_hidden_connection_is_no_witness(world: World, hides: str) -> None:
    """It suggests nobody, because that would name it, nor is it counted; only what others tell is left."""
    ada, bob, cleo, dan, eve = await world.people("ada", "bob", "cleo", "dan", "eve")
    await world.connect((ada, bob), (bob, dan), (bob, eve), (ada, cleo), (cleo, dan))
    assert await handles(ada, "NETWORK") == ["dan", "eve"]
    await world.cypher("MATCH (f {id: $id}) " + hides, id=bob.id)
    (edge,) = (await suggested(ada, "NETWORK"))["edges"]
    (reason,) = edge["reasons"]
    assert (edge["node"]["handle"], reason["count"]) == ("dan", 1)
    assert reason["sentence"] == "You share a connection: Cleo T."
    assert [each["handle"] for each in reason["witnesses"]] == ["cleo"]


@pytest.mark.requirement("R31")
async def test_a_dismissal_lasts_its_term_and_is_told_to_nobody_else(world: World) -> None:
    """180 days, by one event; dismissing again begins anew, and a repeat of the same key changes nothing."""
    ada, bob, cleo = await world.people("ada", "bob", "cleo")
    await world.connect((ada, bob), (bob, cleo))
    before = await cleo.lists()
    assert (await dismisses(ada, cleo, idempotencyKey="once"))["dismissedFreelancerId"] == cleo.id
    assert (await dismisses(ada, cleo, idempotencyKey="once"))["dismissedFreelancerId"] == cleo.id
    events = await world.cypher("MATCH (e:Event {kind: 'RECOMMENDATION_DISMISSED'}) RETURN e.a AS a, e.b AS b")
    assert events == [{"a": ada.id, "b": cleo.id}]
    assert await handles(ada) == []
    assert await cleo.lists() == before
    assert await handles(cleo) == ["ada"]
    world.clock.tick(days=180)
    assert await handles(ada) == ["cleo"]


@pytest.mark.requirement("R31")
async def test_the_term_of_a_dismissal_is_a_setting(world: World) -> None:
    """Whoever was dismissed is suggested again when it is over, and not a day before."""
    ada, bob, cleo = await world.people("ada", "bob", "cleo")
    await world.connect((ada, bob), (bob, cleo))
    settings = Settings(account_seconds=0, dismissal_days=30)
    brief = World(world.store, world.driver, world.tokens, settings=settings, chance=world.chance)
    viewer = Person(brief, ada.id, "ada")
    await dismisses(viewer, cleo)
    brief.clock.tick(days=29)
    assert await handles(viewer) == []
    brief.clock.tick(days=1)
    assert await handles(viewer) == ["cleo"]


@pytest.mark.requirement("R17")
async def test_dismissing_tells_nothing_of_hidden_people(world: World) -> None:
    """Private, blocking, closed and unknown people are one and the same; oneself is no secret."""
    ada, private, blocking, closed = await world.people("ada", "private", "blocking", "closed")
    await world.cypher("MATCH (f {id: $id}) SET f.visibility = 'PRIVATE'", id=private.id)
    await world.cypher("MATCH (f {id: $id}) SET f.status = 'DEACTIVATED'", id=closed.id)
    await world.cypher("MATCH (a {id: $a}), (b {id: $b}) CREATE (a)-[:BLOCKED]->(b)", a=blocking.id, b=ada.id)
    answers = [await dismisses(ada, each) for each in (private.id, blocking.id, closed.id, "FL_0000000000000000")]
    assert all(each == answers[0] for each in answers)
    assert answers[0]["code"] == "UNAVAILABLE"
    assert (await dismisses(ada, ada))["code"] == "NOT_YOURSELF"


@pytest.mark.requirement("R28")
async def test_pages_are_of_one_slate_whatever_happens_meanwhile(world: World) -> None:
    """Nobody stands on two pages or on none, forwards and backwards; whoever is hidden meanwhile is left out."""
    ada, bob, *others = await world.people("ada", "bob", *(f"p{letter}" for letter in "abcdefgh"))
    await world.connect((ada, bob), *((bob, each) for each in others))
    first = await suggested(ada, "NETWORK", first=3)
    assert [edge["node"]["handle"] for edge in first["edges"]] == ["pa", "pb", "pc"]
    assert first["pageInfo"]["hasNextPage"]
    assert not first["pageInfo"]["hasPreviousPage"]
    eve = await world.person("eve")  # comes before the others by name, and too late for this slate
    await world.connect((ada, eve), (eve, others[7]))
    await world.cypher("MATCH (f {id: $id}) SET f.visibility = 'PRIVATE'", id=others[4].id)
    second = await suggested(ada, "NETWORK", first=3, after=first["pageInfo"]["endCursor"])
    assert [edge["node"]["handle"] for edge in second["edges"]] == ["pd", "pf", "pg"]
    assert second["slateId"] == first["slateId"]
    third = await suggested(ada, "NETWORK", first=3, after=second["pageInfo"]["endCursor"])
    assert [edge["node"]["handle"] for edge in third["edges"]] == ["ph"]
    assert not third["pageInfo"]["hasNextPage"]
    back = await suggested(ada, "NETWORK", last=2, before=third["edges"][0]["cursor"])
    assert [edge["node"]["handle"] for edge in back["edges"]] == ["pf", "pg"]
    assert back["pageInfo"]["hasPreviousPage"]
    assert await handles(ada, "NETWORK") == ["ph", "pa", "pb", "pc", "pd", "pf", "pg"]


async def test_a_slate_is_logged_so_that_it_can_be_replayed(world: World) -> None:
    """With method, version, seed, candidates, propensities and how many were shown."""
    ada, bob, cleo, dan = await world.people("ada", "bob", "cleo", "dan")
    await world.connect((ada, bob), (bob, cleo), (bob, dan))
    found = await suggested(ada, "NETWORK", first=1)
    await suggested(ada, "NETWORK", first=1, after=found["pageInfo"]["endCursor"])
    ((slate,),) = [list(row.values()) for row in await world.cypher("MATCH (s:Slate) RETURN properties(s) AS slate")]
    assert slate["id"] == found["slateId"]
    assert slate["viewer"] == ada.id
    assert (slate["surface"], slate["method"], slate["version"]) == ("NETWORK", "cypher network", "1")
    assert slate["candidates"] == [cleo.id, dan.id]
    assert slate["propensities"] == [1.0, 1.0]
    assert slate["served"] == 2
    assert isinstance(slate["seed"], int)


async def test_whoever_was_shown_and_left_alone_sinks(world: World) -> None:
    """After a day, and not at a look again before it is over, however often."""
    ada, bob, cleo, dan = await world.people("ada", "bob", "cleo", "dan")
    await world.connect((ada, bob), (bob, cleo), (bob, dan))
    for hours in (0, 0, 1, 22):
        world.clock.tick(hours=hours)
        assert (await suggested(ada, "NETWORK", first=1))["nodes"] == [{"handle": "cleo"}]
    world.clock.tick(hours=1)
    assert (await suggested(ada, "NETWORK", first=1))["nodes"] == [{"handle": "dan"}]


async def test_impressions_count_by_and_by(world: World) -> None:
    """After a day of being left alone most of a page is still there, and some of it is not."""
    ada, bob, *others = await world.people("ada", "bob", *(f"p{one}{two}" for one in "abcd" for two in "abcde"))
    await world.connect((ada, bob), *((bob, each) for each in others))
    pages = []
    for _day in range(3):
        pages.append({each["handle"] for each in (await suggested(ada, "NETWORK", first=10))["nodes"]})
        world.clock.tick(days=1)
    assert 5 <= len(pages[0] & pages[1]) <= 9
    assert pages[2] != pages[1]


async def test_what_is_drawn_is_drawn_once_a_day(world: World) -> None:
    """The slates of a day have one seed, so that newcomers stay in their places too; the next day has another."""
    ada, bob, cleo = await world.people("ada", "bob", "cleo")
    await world.connect((ada, bob), (bob, cleo))
    for days in (0, 0, 1):
        world.clock.tick(days=days)
        await suggested(ada, "NETWORK")
        await suggested(bob, "ALL")
    rows = await world.cypher("MATCH (s:Slate) RETURN s.viewer AS viewer, collect(DISTINCT s.seed) AS seeds")
    seeds = {row["viewer"]: row["seeds"] for row in rows}
    assert [len(seeds[each.id]) for each in (ada, bob)] == [2, 2]
    assert not {*seeds[ada.id]} & {*seeds[bob.id]}


@pytest.mark.requirement("R31")
async def test_newcomers_are_reached_and_reach_somebody(world: World) -> None:
    """Whoever has told nothing yet is suggested the newest people, and is suggested to them."""
    new = timedelta(days=3)
    ada, bob = await world.people("ada", "bob", joinedAt=world.clock() - new)
    await world.person("old")
    (edge,) = (await suggested(ada))["edges"]
    assert edge["node"]["handle"] == "bob"
    assert [each["sentence"] for each in edge["reasons"]] == ["Is new here."]
    assert await handles(bob) == ["ada"]


@pytest.mark.requirement("R7")
async def test_there_are_none_before_their_phase(world: World) -> None:
    """The list and the act both say that the rollout has not come to them."""
    ada, bob = await world.people("ada", "bob")
    beta = World(world.store, world.driver, world.tokens, settings=Settings(phase=Phase.BETA))
    answer = await Person(beta, ada.id, "ada").asks(SUGGESTED, surface="ALL", first=5)
    assert answer.codes == ["ROLLOUT_CLOSED"]
    assert (await dismisses(Person(beta, ada.id, "ada"), bob))["code"] == "ROLLOUT_CLOSED"


async def test_a_cursor_is_good_for_its_own_list_only(world: World) -> None:
    """Not on another surface, not for another viewer, not changed, not after its slate is gone."""
    ada, bob, cleo = await world.people("ada", "bob", "cleo")
    await world.connect((ada, bob), (bob, cleo))
    cursor = (await suggested(ada, "NETWORK"))["edges"][0]["cursor"]

    async def codes(who: Person, surface: str, after: str) -> list[str]:
        return (await who.asks(SUGGESTED, surface=surface, first=1, after=after)).codes

    assert await codes(ada, "SKILLS", cursor) == ["CURSOR_MISMATCH"]
    assert await codes(bob, "NETWORK", cursor) == ["CURSOR_MISMATCH"]
    assert await codes(ada, "NETWORK", cursor[:-2]) == ["CURSOR_MISMATCH"]
    await world.cypher("MATCH (s:Slate) DELETE s")
    assert await codes(ada, "NETWORK", cursor) == ["CURSOR_MISMATCH"]


async def test_a_client_is_suggested_nobody(world: World) -> None:
    """And dismisses nobody."""
    ada = await world.person("ada")
    await world.cypher("CREATE (:Client {id: 'CL_0000000000000000', handle: 'client', status: 'ACTIVE'})")
    client = Person(world, "CL_0000000000000000", "client")
    assert (await suggested(client))["edges"] == []
    assert (await dismisses(client, ada))["code"] == "NOT_A_FREELANCER"
