"""Pages: complete, without doubles, in both directions, and stable while the list changes."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..world import Person, World

PAGE = """
query Page($first: Int, $after: String, $last: Int, $before: String) { viewer {
  network(first: $first, after: $after, last: $last, before: $before) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { handle } }
} } }"""


async def page(person: Person, **arguments: Any) -> dict[str, Any]:
    """Asks for one page."""
    found: dict[str, Any] = (await person.asks(PAGE, **arguments)).data["viewer"]["network"]
    return found


def handles(found: dict[str, Any]) -> list[str]:
    """Names whom a page holds."""
    return [edge["node"]["handle"] for edge in found["edges"]]


async def network(world: World, size: int) -> tuple[Person, list[str]]:
    """Ada and her network, in the order of the list; of three pairs two share their moment."""
    (ada,) = await world.people("ada")
    friends = [await world.person(f"b{number:02}") for number in range(size)]
    for number, friend in enumerate(friends):
        if number % 3:
            world.clock.tick(seconds=-1)
        await world.connect((ada, friend))
    times = {
        row["handle"]: row["since"]
        for row in await world.cypher(
            "MATCH (:Freelancer {handle: 'ada'})-[c:CONNECTED_TO]-(f) "
            "RETURN f.handle AS handle, toString(c.since) AS since"
        )
    }
    by_id = sorted(friends, key=lambda friend: friend.id)
    return ada, [friend.handle for friend in sorted(by_id, key=lambda friend: times[friend.handle], reverse=True)]


@pytest.mark.requirement("R28")
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
async def test_pages_forward_hold_everyone_once_in_order(world: World, size: int) -> None:
    """Whatever the size of the page."""
    ada, expected = await network(world, 10)
    seen: list[str] = []
    after = None
    while True:
        found = await page(ada, first=size, after=after)
        seen += handles(found)
        assert found["pageInfo"]["hasPreviousPage"] == (after is not None)
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = found["pageInfo"]["endCursor"]
    assert seen == expected


@pytest.mark.requirement("R28")
@pytest.mark.parametrize("size", [1, 3, 7, 100])
async def test_pages_backward_hold_everyone_once_in_the_same_order(world: World, size: int) -> None:
    """From the end to the front, each page still in the list's order."""
    ada, expected = await network(world, 10)
    seen: list[str] = []
    before = None
    while True:
        found = await page(ada, last=size, before=before)
        seen = handles(found) + seen
        if not found["pageInfo"]["hasPreviousPage"]:
            break
        before = found["pageInfo"]["startCursor"]
    assert seen == expected


@pytest.mark.requirement("R28")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_whoever_stays_is_seen_exactly_once_while_others_come_and_go(world: World, data: st.DataObject) -> None:
    """Between two pages people are removed, the last one seen included, and new ones connect."""
    await world.wipe()
    ada, everyone = await network(world, 9)
    gone: set[str] = set()
    seen: list[str] = []
    after, newcomers = None, 0
    while True:
        found = await page(ada, first=2, after=after)
        seen += handles(found)
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = found["pageInfo"]["endCursor"]
        leaving = data.draw(st.sets(st.sampled_from(everyone), max_size=2), label="leaving")
        await world.cypher(
            "MATCH (:Freelancer {handle: 'ada'})-[c:CONNECTED_TO]-(f) WHERE f.handle IN $who DELETE c",
            who=list(leaving),
        )
        gone |= leaving
        world.clock.tick(hours=1)
        await world.connect((ada, await world.person(f"new{newcomers}")))
        newcomers += 1
    assert len(seen) == len(set(seen))
    assert [each for each in seen if each not in gone] == [each for each in everyone if each not in gone]


@pytest.mark.parametrize(
    "arguments",
    [{}, {"first": 0}, {"first": -1}, {"first": 101}, {"first": 5, "last": 5}, {"last": 0}, {"first": 10**6}],
)
async def test_arguments_that_name_no_page_are_refused(world: World, arguments: dict[str, int]) -> None:
    """With a code and what to give instead."""
    (ada,) = await world.people("ada")
    answer = await ada.asks(PAGE, **arguments)
    assert answer.codes == ["BAD_PAGE"]
    assert answer.trips == []


@pytest.mark.requirement("R28")
async def test_a_cursor_is_good_for_its_viewer_and_list_alone(world: World) -> None:
    """Anybody else's, another list's or an edited one is CURSOR_MISMATCH."""
    ada, _ = await network(world, 3)
    (bob,) = await world.people("bob")
    cursor = (await page(ada, first=1))["pageInfo"]["endCursor"]
    assert (await bob.asks(PAGE, first=1, after=cursor)).codes == ["CURSOR_MISMATCH"]
    assert (await ada.asks(PAGE, first=1, after=cursor[:-2] + "AA")).codes == ["CURSOR_MISMATCH"]
    other_list = "query L($after: String) { viewer { invitationsSent(first: 1, after: $after) { edges { cursor } } } }"
    assert (await ada.asks(other_list, after=cursor)).codes == ["CURSOR_MISMATCH"]


@pytest.mark.requirement("R6")
async def test_a_network_is_shown_to_its_owner_and_to_whoever_is_connected(world: World) -> None:
    """And to nobody else; private people stand in one's own list only."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    (pia,) = await world.people("pia", visibility="PRIVATE")
    await world.connect((ada, bob), (ada, pia), (bob, pia))
    text = "query N($id: ID!) { freelancer(by: {id: $id}) { network(first: 9) { totalCount nodes { handle } } } }"
    mine = (await ada.asks(text, id=ada.id)).data["freelancer"]["network"]
    theirs = (await bob.asks(text, id=ada.id)).data["freelancer"]["network"]
    assert {each["handle"] for each in mine["nodes"]} == {"bob", "pia"}
    assert theirs == {"totalCount": 1, "nodes": [{"handle": "bob"}]}
    assert (await eve.asks(text, id=ada.id)).data["freelancer"]["network"] is None


@pytest.mark.requirement("R24")
async def test_mutual_connections_leave_private_people_out_for_everyone(world: World) -> None:
    """Even for two who both know them."""
    ada, bob, kim = await world.people("ada", "bob", "kim")
    (pia,) = await world.people("pia", visibility="PRIVATE")
    await world.connect((ada, kim), (bob, kim), (ada, pia), (bob, pia))
    text = (
        "query M($id: ID!) { freelancer(by: {id: $id}) { viewerRelation { mutualConnections(first: 9) "
        "{ totalCount nodes { handle } pageInfo { hasNextPage } } } } }"
    )
    found = (await ada.asks(text, id=bob.id)).data["freelancer"]["viewerRelation"]["mutualConnections"]
    assert found == {"totalCount": 1, "nodes": [{"handle": "kim"}], "pageInfo": {"hasNextPage": False}}
