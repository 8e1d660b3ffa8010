"""Whoever blocks somebody in their team leaves it, and to everybody else it looks like leaving (R19, R36)."""

import pytest

from ..teaming import NO_TEAM, agreed, does, hired, teams, the_team
from ..world import Person, World
from .test_team_members import in_it
from .test_teams import kinds

HIRED = "query($id: ID!) { job(id: $id) { state proposals(first: 5) { nodes { state team { id } } } } }"
WAYS = ["leaves", "blocks"]


async def goes(who: Person, from_whom: Person, how: str) -> None:
    """Leaves the one team, or blocks somebody in it."""
    if how == "blocks":
        assert (await who.blocks(from_whom))["__typename"] == "BlockFreelancerPayload"
    else:
        team = await the_team(who)
        assert (await does(who, "leaveTeam", teamId=team["id"]))["__typename"] == "LeaveTeamPayload"


async def told(*people: Person) -> list[list[str]]:
    """What these people heard of teams, newest first."""
    return [[kind for kind, _ in await kinds(each)] for each in people]


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R36")
@pytest.mark.parametrize("how", WAYS)
async def test_a_hired_team_whose_lead_blocks_a_member_ends_as_if_the_lead_left(teaming: World, how: str) -> None:
    """Everybody in it hears so, the blocked member included; the job stays filled, and its end ends no team again."""
    shop, job, (ada, bob, cem), team = await hired(teaming)
    before = await told(bob, cem)
    await goes(ada, bob, how)
    assert await told(bob, cem) == [["TEAM_ENDED", *each] for each in before]
    for person in (shop, ada, bob, cem):
        assert await teams(person) == []
        gone = await person.asks("query($id: ID!) { node(id: $id) { id } }", id=team["id"])
        assert gone.data["node"] is None
    assert await teaming.cypher("MATCH (t:Team) RETURN t") == []
    assert (await shop.asks(HIRED, id=job)).data["job"] == {
        "state": "FILLED",
        "proposals": {"nodes": [{"state": "ACCEPTED", "team": None}]},
    }
    assert await does(cem, "leaveTeam", teamId=team["id"]) == await does(cem, "leaveTeam", teamId=NO_TEAM)
    assert (await does(shop, "completeJob", jobId=job))["endedTeamIds"] == []


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R36")
@pytest.mark.parametrize("whom", ["the lead", "a member"])
@pytest.mark.parametrize("how", WAYS)
async def test_a_member_who_blocks_another_leaves_and_the_lead_hears_so(teaming: World, how: str, whom: str) -> None:
    """The lead alone; the team at work goes on without them."""
    shop, _, (ada, bob, cem), team = await hired(teaming)
    before = await told(ada, bob, cem)
    await goes(bob, ada if whom == "the lead" else cem, how)
    assert await told(ada, cem) == [["TEAM_MEMBER_LEFT", *before[0]], before[2]]
    for person in (shop, ada, cem):
        seen = await the_team(person)
        assert (seen["id"], seen["stage"], in_it(seen)) == (team["id"], "WORKING", ["ada", "cem"])
    assert await teams(bob) == []


@pytest.mark.requirement("R36")
async def test_a_block_ends_every_team_that_the_two_share_and_no_other(teaming: World) -> None:
    """Two who are in no team together part as they always did; the ledger says who left and what ended."""
    _, _, (ada, bob, cem), team = await agreed(teaming)
    (eve,) = await teaming.people("eve")
    await teaming.connect((ada, eve))
    assert (await ada.blocks(eve))["__typename"] == "BlockFreelancerPayload"
    assert in_it(await the_team(ada)) == ["ada", "bob", "cem"]
    await bob.blocks(ada, idempotencyKey="once")
    await bob.blocks(ada, idempotencyKey="once")
    assert in_it(await the_team(ada)) == ["ada", "cem"]
    left = await teaming.cypher(
        "MATCH (e:Event {team: $team, kind: 'TEAM_LEFT'}) RETURN e.a AS a, e.b AS b", team=team["id"]
    )
    assert left == [{"a": bob.id, "b": ada.id}]
    await ada.blocks(cem)
    assert [await teams(each) for each in (ada, bob, cem)] == [[], [], []]


@pytest.mark.requirement("R36")
async def test_completing_a_job_names_only_the_teams_that_end_with_it(teaming: World) -> None:
    """Not one whose lead closed the account before, though nothing of it stays."""
    shop, job, (ada, _, _), _ = await hired(teaming)
    await teaming.deactivates(ada)
    assert (await does(shop, "completeJob", jobId=job))["endedTeamIds"] == []
    assert await teaming.cypher("MATCH (t:Team) RETURN t") == []
