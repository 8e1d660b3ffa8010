"""The graph as it was: what the ledger rebuilds is what stood in the graph at that instant."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from confrere.graph.ledger import network_at

from ..world import START, Data, Person, World

ACTS = 60
CONNECTED = (
    "MATCH (a:Freelancer)-[:CONNECTED_TO]-(b:Freelancer) WHERE a.status = 'ACTIVE' AND b.status = 'ACTIVE' "
    "RETURN a.id AS a, collect(b.id) AS others"
)
Network = dict[str, set[str]]


async def stands(world: World) -> Network:
    """Who is in whose network now, read from the graph."""
    return {row["a"]: set(row["others"]) for row in await world.cypher(CONNECTED)}


async def rebuilt(world: World, people: list[Person], at: datetime) -> Network:
    """Who was in whose network then, read from the ledger."""
    found = {each.id: {p.id for p in await network_at(world.store, person=each.id, at=at)} for each in people}
    return {id: others for id, others in found.items() if others}


async def any_act(world: World, people: list[Person], away: set[str], chance: random.Random) -> None:
    """One act of somebody, as it happens in a marketplace; ``away`` is who is deactivated."""
    me, other = chance.sample([each for each in people if each.id not in away], 2)
    match chance.choice(["invite", "invite", "answer", "answer", "answer", "remove", "block", "leave", "return"]):
        case "invite":
            await me.invites(other)
        case "answer":
            for invitation in await me.received():
                await chance.choice([me.accepts, me.accepts, me.declines])(invitation["id"])
        case "remove":
            await me.removes(other)
        case "block":
            await me.blocks(other)
            if chance.random() < 0.7:
                await me.unblocks(other)
        case "leave":
            if not away:
                away.add(me.id)
                await world.deactivates(me)
        case _:
            for each in [each for each in people if each.id in away]:
                away.discard(each.id)
                await world.reactivates(each)


@pytest.mark.requirement("R52")
@pytest.mark.requirement("R23")
@pytest.mark.parametrize("seed", range(5))
async def test_every_past_instant_is_rebuilt_as_it_was(world: World, seed: int) -> None:
    """Random histories of six people; each act's instant, and the moment before it, give the graph of that time."""
    chance, away = random.Random(seed), set[str]()
    world.settings = world.settings.model_copy(update={"cool_down_days": 0})
    world.__post_init__()
    people = await world.people("ada", "bob", "eve", "kim", "leo", "zoe")
    await world.connect((people[0], people[1]), (people[2], people[3]))
    recorded = [(world.clock(), await stands(world))]
    for _ in range(ACTS):
        world.clock.tick()
        await any_act(world, people, away, chance)
        recorded.append((world.clock.tick(), await stands(world)))
    assert len({tuple(sorted((a, *sorted(b)) for a, b in each.items())) for _, each in recorded}) >= 8
    for at, graph in recorded:
        assert await rebuilt(world, people, at) == graph


@pytest.mark.requirement("R52")
async def test_a_block_ends_a_connection_in_the_past_too(world: World) -> None:
    """From the instant of the block on; unblocking restores nothing."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    world.clock.tick()
    await bob.blocks(ada)
    world.clock.tick()
    await bob.unblocks(ada)
    assert [len(await network_at(world.store, person=ada.id, at=START + timedelta(seconds=s))) for s in range(4)] == [
        0,
        1,
        0,
        0,
    ]


@pytest.mark.requirement("R52")
async def test_two_acts_of_one_moment_are_told_apart(world: World) -> None:
    """The ledger orders them by a microsecond each, and each instant shows what it left."""
    ada, bob = await world.people("ada", "bob")
    await bob.accepts(await ada.invitation_to(bob))
    await ada.removes(bob)
    rows = await world.cypher("MATCH (e:Event) RETURN e.at AS at ORDER BY at")
    instants = [row["at"].to_native() for row in rows]
    assert [len(await network_at(world.store, person=bob.id, at=at)) for at in instants] == [0, 1, 0]


@pytest.mark.requirement("R53")
async def test_whoever_is_erased_is_in_no_past_instant(world: World) -> None:
    """From the moment the erasure begins, though the events still stand."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, bob), (ada, eve))
    await world.cypher("MATCH (b:Freelancer {id: $id}) SET b.status = 'ERASED'", id=bob.id)
    now = world.clock()
    assert [each.handle for each in await network_at(world.store, person=ada.id, at=now)] == ["eve"]
    assert await network_at(world.store, person=bob.id, at=now) == []


PAST = """query Past($id: ID!, $at: DateTime!, $after: String, $before: String, $last: Int, $first: Int) {
  freelancer(by: {id: $id}) { network(asOf: $at, first: $first, last: $last, after: $after, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage } edges { cursor connectedAt node { handle name } } } } }"""


@pytest.mark.requirement("R52")
@pytest.mark.parametrize("role", ["analyst", "operator"])
async def test_analysts_and_operators_page_through_a_past_network(world: World, role: str) -> None:
    """Strangers to the person, forwards and backwards, the newest connection first."""
    ada, bob, eve, kim, zoe = await world.people("ada", "bob", "eve", "kim", "zoe")
    await world.connect((ada, bob), (ada, eve), (ada, kim))
    then = world.clock().isoformat()
    world.clock.tick()
    await ada.removes(eve)
    token = world.token(zoe.id, roles=frozenset({role}))

    async def page(**asked: object) -> Data:
        answer = await world.post(PAST, {"id": ada.id, "at": then, **asked}, token=token)
        found: Data = answer.data["freelancer"]["network"]
        return found

    first = await page(first=2)
    assert [edge["node"]["handle"] for edge in first["edges"]] == ["kim", "eve"]
    assert (first["totalCount"], first["pageInfo"]) == (3, {"hasNextPage": True, "hasPreviousPage": False})
    second = await page(first=2, after=first["edges"][1]["cursor"])
    assert [edge["node"]["handle"] for edge in second["edges"]] == ["bob"]
    assert second["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": True}
    last = await page(last=2)
    assert [edge["node"]["name"] for edge in last["edges"]] == ["Eve T.", "Bob T."]


@pytest.mark.requirement("R52")
@pytest.mark.parametrize("roles", [frozenset[str](), frozenset({"administrator"}), frozenset({"Analyst"})])
async def test_nobody_else_reads_the_past_not_even_their_own(world: World, roles: frozenset[str]) -> None:
    """Whoever could would learn when they were removed."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    token = world.token(ada.id, roles=roles)
    own = "query($at: DateTime!) { viewer { network(first: 1, asOf: $at) { totalCount } } }"
    at = world.clock().isoformat()
    assert (await world.post(own, {"at": at}, token=token)).codes == ["FORBIDDEN"]
    assert (await world.post(PAST, {"id": bob.id, "at": at, "first": 1}, token=token)).codes == ["FORBIDDEN"]


@pytest.mark.parametrize(
    "at", ["2026-03-01", "yesterday", "2026-02-30T00:00:00Z", "2026-03-01T12:00:00", "0001-01-01T00:00:00+14:00", 1]
)
async def test_a_moment_that_is_none_is_told(world: World, at: object) -> None:
    """A typed error, and nothing is asked of the database."""
    (ada,) = await world.people("ada")
    token = world.token(ada.id, roles=frozenset({"analyst"}))
    answer = await world.post(PAST, {"id": ada.id, "at": at, "first": 1}, token=token)
    assert answer.codes == ["BAD_VARIABLES"]
    assert answer.trips == []


async def test_nothing_is_told_of_the_future(world: World) -> None:
    """The last instant is now."""
    (ada,) = await world.people("ada")
    token = world.token(ada.id, roles=frozenset({"analyst"}))
    later = (world.clock() + timedelta(microseconds=1)).astimezone(UTC).isoformat()
    assert (await world.post(PAST, {"id": ada.id, "at": later, "first": 1}, token=token)).codes == ["BAD_VALUE"]
