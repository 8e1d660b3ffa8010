"""The search box: whom a name and an address find, in which order, and how pages hold together."""

from typing import Any

import pytest

from ..world import Answer, Person, World

SEARCH = """
query Search($query: String!, $first: Int, $after: String, $last: Int, $before: String) {
  searchFreelancers(query: $query, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { handle name viewerRelation { state } } }
} }"""


async def searches(person: Person, query: str, **page: Any) -> Answer:
    """Asks for a page, of a hundred unless told."""
    return await person.asks(SEARCH, query=query, **(page or {"first": 100}))


async def finds(person: Person, query: str) -> list[str]:
    """Handles of those found, in order."""
    found = (await searches(person, query)).data["searchFreelancers"]
    assert found["totalCount"] == len(found["edges"])
    return [edge["node"]["handle"] for edge in found["edges"]]


NAMES = [
    ("Ana", "Pérez"),
    ("Ana", "Paz Moreno"),
    ("Ana María", "Pinto"),
    ("Ana Paula", "Silva"),
    ("Anabel", "Prieto"),
    ("Ana", "Silva"),
    ("Petra", "Anders"),
    ("José Luis", "de la Cruz"),
    ("Jean-Pierre", "O'Brien"),
    ("N'Golo", "Kanté"),
    ("Łukasz", "Żółć"),
    ("Budi", ""),
    ("O", "X"),
    ("伟", "王"),
    ("민준", "김"),
    ("अनन्या", "क्षीरसागर"),
    ("محمد", "الأحمد"),
    ("Σοφία", "Παπαδοπούλου"),
    ("İpek", "Şahin"),
]


@pytest.mark.requirement("R26")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Ana P", {"Ana Pérez", "Ana Paz Moreno", "Ana María Pinto", "Ana Paula Silva"}),
        ("ana p.", {"Ana Pérez", "Ana Paz Moreno", "Ana María Pinto", "Ana Paula Silva"}),
        ("ANA  PÉREZ", {"Ana Pérez", "Ana Paz Moreno", "Ana María Pinto"}),
        ("P Ana", {"Ana Pérez", "Ana Paz Moreno", "Ana María Pinto"}),
        ("Ana S", {"Ana Silva", "Ana Paula Silva"}),
        ("Ana Paula S", {"Ana Paula Silva"}),
        ("anab", {"Anabel Prieto"}),
        ("jose luis", {"José Luis de la Cruz"}),
        ("José L", {"José Luis de la Cruz"}),
        ("Jose D", {"José Luis de la Cruz"}),
        ("jose luis de la cruz", {"José Luis de la Cruz"}),
        ("Jean Pierre O", {"Jean-Pierre O'Brien"}),
        ("jean-pierre o'brien", {"Jean-Pierre O'Brien"}),
        ("ngolo k", {"N'Golo Kanté"}),
        ("N’Golo", {"N'Golo Kanté"}),
        ("lukasz z", {"Łukasz Żółć"}),
        ("ŁUKASZ Ż", {"Łukasz Żółć"}),
        ("budi", {"Budi"}),
        ("Budi S", set()),
        ("o", {"O X"}),
        ("O X", {"O X"}),
        ("王伟", {"伟 王"}),
        ("伟 王", {"伟 王"}),
        ("김민준", {"민준 김"}),
        ("민준 김", {"민준 김"}),
        ("अनन्या क", {"अनन्या क्षीरसागर"}),
        ("محمد ا", {"محمد الأحمد"}),
        ("σοφια π", {"Σοφία Παπαδοπούλου"}),
        ("ipek s", {"İpek Şahin"}),
        ("Pérez", set()),
        ("", set()),
        ("  ", set()),
        ("*", set()),
        ("searchName:*", set()),
        ("+ana -p", {"Ana Pérez", "Ana Paz Moreno", "Ana María Pinto", "Ana Paula Silva"}),
    ],
)
async def test_a_name_finds_whom_it_is_of(world: World, query: str, expected: set[str]) -> None:
    """Without accents, case or last names, in any script; signs part words and have no power."""
    people = {}
    for number, (first, last) in enumerate(NAMES):
        person = await world.person(f"p{number:02}", firstName=first, lastName=last)
        people[person.handle] = f"{first} {last}".strip()
    (zoe,) = await world.people("zoe")
    assert {people[handle] for handle in await finds(zoe, query)} == expected


@pytest.mark.requirement("R27")
async def test_an_address_finds_exactly_its_owner(world: World) -> None:
    """Whole, in any case, and nothing less than whole; nobody private."""
    (zoe,) = await world.people("zoe")
    await world.person("ana", email="Ana.Perez@example.com")
    await world.person("pia", email="pia@example.com", visibility="PRIVATE")
    assert await finds(zoe, "ana.perez@EXAMPLE.com ") == ["ana"]
    for part in ("ana.perez@example", "perez@example.com", "ana.perez@", "@example.com", "ana*@example.com", "@"):
        assert await finds(zoe, part) == []
    assert await finds(zoe, "pia@example.com") == []


@pytest.mark.requirement("R30")
async def test_search_omits_whom_nobody_may_find(world: World) -> None:
    """Oneself, private even when connected, deactivated, and blocked either way; pending and connected show as such."""
    ana = await world.person("ana", firstName="Kim")
    known = {name: await world.person(name, firstName="Kim") for name in ("bob", "cat", "dan", "eve", "fay", "gus")}
    await world.person("pia", firstName="Kim", visibility="PRIVATE")
    await world.person("pam", firstName="Kim", visibility="PRIVATE")
    await world.person("pol", firstName="Kim", status="DEACTIVATED")
    pam = Person(world, (await world.cypher("MATCH (f {handle: 'pam'}) RETURN f.id AS id"))[0]["id"], "pam")
    await world.connect((ana, known["bob"]), (ana, pam))
    await ana.invitation_to(known["cat"])
    await known["dan"].invitation_to(ana)
    await world.cypher("MATCH (a {handle: 'ana'}), (e {handle: 'eve'}) CREATE (a)-[:BLOCKED]->(e)")
    await world.cypher("MATCH (a {handle: 'ana'}), (e {handle: 'fay'}) CREATE (e)-[:BLOCKED]->(a)")
    found = (await searches(ana, "Kim")).data["searchFreelancers"]
    states = {edge["node"]["handle"]: edge["node"]["viewerRelation"]["state"] for edge in found["edges"]}
    assert states == {"bob": "CONNECTED", "cat": "PENDING_SENT", "dan": "PENDING_RECEIVED", "gus": "NONE"}
    assert found["totalCount"] == 4


@pytest.mark.requirement("R33")
@pytest.mark.parametrize("entry", ["NAME_SEARCH", "UFS_TILE", "PROFILE_DRAWER"])
async def test_an_invitation_is_two_clicks_from_a_search_result(world: World, entry: str) -> None:
    """The result says that one may invite, the act answers with the new state, and so does the next search."""
    ana, bob = await world.people("ana", "bob")
    text = SEARCH.replace("{ state }", "{ state actions { name isAllowed } }").replace("handle", "id handle")
    (tile,) = (await ana.asks(text, query="Bob", first=9)).data["searchFreelancers"]["edges"]
    relation = tile["node"]["viewerRelation"]
    assert {"name": "SEND_INVITATION", "isAllowed": True} in relation["actions"]
    sent = await ana.invites(tile["node"]["id"], entryPoint=entry, steps=2)
    assert sent["freelancer"]["viewerRelation"]["state"] == "PENDING_SENT"
    found = (await searches(ana, "Bob")).data["searchFreelancers"]["edges"]
    assert [edge["node"]["viewerRelation"]["state"] for edge in found] == ["PENDING_SENT"]
    assert [(each["entryPoint"], each["steps"]) for each in await ana.sent()] == [(entry, 2)]
    assert [each["sender"]["handle"] for each in await bob.received()] == ["ana"]
