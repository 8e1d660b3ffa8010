"""Connections in common: counted from the lists on people, or by walking, always those that one may see."""

import random
from itertools import combinations
from pathlib import Path

import pytest

from confrere.graph.marketplace.listed import MOST_LISTED
from confrere.graph.queries import query

from ..erasing import erased, graves_in
from ..world import Person, World

NETWORKS = """
MATCH (f:Freelancer) WHERE f.status <> 'ERASED'
RETURN f.handle AS handle, f.networkIds AS listed,
  COLLECT { MATCH (f)-[:CONNECTED_TO]-(other) RETURN other.id } AS walked"""


async def in_common(world: World, me: Person, low: str, high: str) -> dict[str, int]:
    """Connections in common with everybody whose name lies between two, by id."""
    rows = await world.store.read(
        query("finding/by_name"),
        me=me.id,
        names=[{"low": low, "high": high}],
        initials=[],
        after="",
        before="~",
        limit=1_000,
        near=1_000,
        most=1_000,
        isStart=True,
    )
    return {row["key"].rpartition("\t")[2]: row["common"] for row in rows}


async def list_networks(world: World, share: float, chance: random.Random) -> None:
    """Writes the lists of so many people, and takes those of the others away."""
    rows = await world.cypher("MATCH (f:Freelancer) RETURN f.id AS id")
    await world.cypher(
        "MATCH (f:Freelancer) SET f.networkIds = CASE WHEN f.id IN $ids "
        "THEN COLLECT { MATCH (f)-[:CONNECTED_TO]-(other) RETURN other.id } END",
        ids=[row["id"] for row in rows if chance.random() < share],
    )


@pytest.mark.requirement("R26")
@pytest.mark.parametrize("seed", range(4))
async def test_every_way_counts_the_same(world: World, seed: int) -> None:
    """With and without lists, for viewers of few and of many connections; nobody hidden counts."""
    chance = random.Random(seed)
    people = await world.crowd(f"p{letter}{other}" for letter in "abcd" for other in "abcdef")
    edges = {frozenset(pair) for pair in combinations(range(len(people)), 2) if chance.random() < 0.4}
    await world.connect(*((people[min(pair)], people[max(pair)]) for pair in edges))
    hidden = {at: chance.choice(["PRIVATE", "DEACTIVATED"]) for at in chance.sample(range(1, len(people)), 5)}
    for at, how in hidden.items():
        name = "visibility" if how == "PRIVATE" else "status"
        await world.cypher(f"MATCH (f:Freelancer {{id: $id}}) SET f.{name} = $how", id=people[at].id, how=how)
    blocked = next(at for at in range(1, len(people)) if at not in hidden)
    edges -= {frozenset((0, blocked))}
    await world.cypher(
        "MATCH (a:Freelancer {id: $a}), (b:Freelancer {id: $b}) OPTIONAL MATCH (a)-[c:CONNECTED_TO]-(b) DELETE c "
        "CREATE (b)-[:BLOCKED {at: $now, name: 'Pa T.'}]->(a)",
        a=people[0].id,
        b=people[blocked].id,
        now=world.clock(),
    )
    shown = set(range(1, len(people))) - {*hidden, blocked}
    networks = {at: {each for pair in edges if at in pair for each in pair - {at}} for at in range(len(people))}
    expected = {people[at].id: len(networks[0] & networks[at] & shown) for at in shown}
    assert sum(expected.values()) > 0
    for share in (0.0, 0.5, 1.0):
        await list_networks(world, share, chance)
        assert await in_common(world, people[0], "p", "q") == expected


async def test_lists_follow_every_act(world: World) -> None:
    """Accepting, removing and blocking, for people who had a list and for people who had none."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await world.connect((ada, bob), (ada, kim))
    for other in (bob, kim):
        await eve.accepts(await other.invitation_to(eve))
        world.clock.tick()
    await ada.accepts(await eve.invitation_to(ada))
    world.clock.tick()
    await eve.removes(kim)
    world.clock.tick()
    await bob.blocks(eve)
    found = {row["handle"]: row for row in await world.cypher(NETWORKS)}
    assert [sorted(found[name]["listed"]) for name in ("ada", "bob", "eve", "kim")] == [
        sorted(found[name]["walked"]) for name in ("ada", "bob", "eve", "kim")
    ]
    assert sorted(found["eve"]["listed"]) == [ada.id]


async def test_a_network_of_too_many_is_walked_and_listed_again_when_it_shrinks(world: World) -> None:
    """At the border; connections in common stay what they are."""
    ada, bob, kim = await world.people("ada", "bob", "kim")
    digits = "abcdefghjk"
    crowd = await world.crowd(f"z{a}{b}{c}" for a in digits for b in digits for c in digits[:5])
    await world.cypher(
        "MATCH (a:Freelancer {id: $ada}) UNWIND $ids AS id MATCH (f:Freelancer {id: id}) "
        "CREATE (a)-[:CONNECTED_TO {pair: a.id + '|' + id, since: $now, entryPoint: 'IMPORT'}]->(f)",
        ada=ada.id,
        ids=[each.id for each in crowd],
        now=world.clock(),
    )
    await world.connect((bob, crowd[0]), (bob, crowd[1]))
    assert len(crowd) == MOST_LISTED
    listed = []
    for gone in (None, kim, crowd[5]):
        if gone is None:
            await ada.accepts(await kim.invitation_to(ada))
        else:
            await ada.removes(gone)
        world.clock.tick()
        found = {row["handle"]: row for row in await world.cypher(NETWORKS)}
        listed.append(found["ada"]["listed"] and len(found["ada"]["listed"]))
        assert (await in_common(world, bob, "ada", "adb"))[ada.id] == 2
        assert (await in_common(world, ada, "bob", "boc"))[bob.id] == 2
    assert listed == [None, 500, 499]


@pytest.mark.requirement("R53")
async def test_whoever_is_erased_stands_in_no_list(world: World, tmp_path: Path) -> None:
    """Not even by id."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    for other in (ada, eve):
        await other.accepts(await bob.invitation_to(other))
        world.clock.tick()
    await erased(bob, graves_in(tmp_path))
    assert [row["listed"] or [] for row in await world.cypher(NETWORKS)] == [[], []]
