"""What tile, overlay and page of requests draw from: one state object, and acts that wait for a second step."""

import pytest

from ..world import World

IN_A_LIST = """query($id: ID!) { viewer { network(first: 9) { nodes { handle viewerRelation { ...Shown } } } }
  freelancer(by: {id: $id}) { viewerRelation { ...Shown } } }
fragment Shown on Relation { state connectedAt actions { name isAllowed reason retryAt } }"""


@pytest.mark.requirement("R42")
async def test_tile_and_overlay_draw_the_same_state(world: World) -> None:
    """The relation in a list is the relation of the look-up, to the letter."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    answer = (await ada.asks(IN_A_LIST, id=bob.id)).data
    (listed,) = answer["viewer"]["network"]["nodes"]
    assert listed["viewerRelation"] == answer["freelancer"]["viewerRelation"]
    assert listed["viewerRelation"]["state"] == "CONNECTED"


@pytest.mark.requirement("R44")
async def test_opening_the_pop_up_sends_nothing(world: World) -> None:
    """Person, menu and the viewer's own visibility are read, which writes nothing."""
    (ada,) = await world.people("ada", visibility="PRIVATE")
    (bob,) = await world.people("bob")
    assert "SEND_INVITATION" in await ada.actions(bob)
    assert (await ada.asks("{ viewer { profileVisibility } }")).data["viewer"]["profileVisibility"] == "PRIVATE"
    assert await bob.received() == []
    assert await world.cypher("MATCH (e:Event) RETURN e") == []


@pytest.mark.requirement("R45")
@pytest.mark.requirement("R46")
@pytest.mark.requirement("R48")
async def test_each_state_offers_its_acts(world: World) -> None:
    """Pending offers withdraw, a request accept and decline, connected exclude; and none of the others'."""
    ada, bob = await world.people("ada", "bob")
    answers = {"WITHDRAW_INVITATION", "ACCEPT_INVITATION", "DECLINE_INVITATION", "REMOVE_FROM_NETWORK"}
    assert await ada.actions(bob) & answers == set()
    invitation = await ada.invitation_to(bob)
    assert await ada.actions(bob) & answers == {"WITHDRAW_INVITATION"}
    assert await bob.actions(ada) & answers == {"ACCEPT_INVITATION", "DECLINE_INVITATION"}
    await bob.accepts(invitation)
    for one, other in ((ada, bob), (bob, ada)):
        assert await one.actions(other) & answers == {"REMOVE_FROM_NETWORK"}


@pytest.mark.requirement("R48")
async def test_the_page_of_requests_shrinks_with_each_answer(world: World) -> None:
    """Newest first; what is answered leaves at once, and the count with it."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    for sender in (bob, eve, kim):
        await sender.invitation_to(ada)
        world.clock.tick()
    waiting = await ada.received()
    assert [each["sender"]["handle"] for each in waiting] == ["kim", "eve", "bob"]
    await ada.accepts(waiting[0]["id"])
    await ada.declines(waiting[1]["id"])
    lists = await ada.lists()
    assert lists["invitationsReceived"]["totalCount"] == 1
    assert [edge["node"]["id"] for edge in lists["invitationsReceived"]["edges"]] == [waiting[2]["id"]]


@pytest.mark.requirement("R49")
async def test_the_entry_point_never_changes(world: World) -> None:
    """Not by sending again, nor by the answer, nor by connecting from elsewhere; its event keeps the steps."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob, entryPoint="LOCATION_RECOMMENDATION", steps=1)
    await ada.invitation_to(bob, entryPoint="UFS_TILE", steps=9)
    await bob.invites(ada, entryPoint="NAME_SEARCH", steps=5)
    events = await world.cypher(
        "MATCH (e:Event) RETURN e.kind AS kind, e.entryPoint AS entry, e.steps AS steps ORDER BY e.at"
    )
    assert events == [
        {"kind": "INVITATION_SENT", "entry": "LOCATION_RECOMMENDATION", "steps": 1},
        {"kind": "INVITATION_ACCEPTED", "entry": "LOCATION_RECOMMENDATION", "steps": None},
    ]
    assert await world.cypher("MATCH ()-[c:CONNECTED_TO]->() RETURN c.entryPoint AS entry") == [
        {"entry": "LOCATION_RECOMMENDATION"}
    ]
