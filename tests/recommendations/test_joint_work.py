"""What people did together counts in whom they and their connections are suggested."""

import math

import pytest

from confrere.recommendations import NetworkView, Scored, make
from confrere.recommendations.methods.neighbourhood import AdamicAdarTies

from ..teaming import does, hired
from ..world import Person, World
from .in_neo4j import loaded
from .planted import drawn, planted
from .test_snapshot import served


def tied(view: NetworkView) -> AdamicAdarTies:
    """The method, fitted."""
    method = make("adamic_adar_ties")
    assert isinstance(method, AdamicAdarTies)
    return method.fit(view)


@pytest.mark.parametrize("seed", range(4))
def test_each_shared_connection_counts_by_both_ties(seed: int) -> None:
    """One to two times each: 1.5 for one job, 1.75 for two, over the logarithm of its degree."""
    given = drawn(seed)
    view = NetworkView.of(**given)
    method = tied(view)
    tie = {frozenset(pair): 1.0 for pair in given["connections"]}
    tie |= {frozenset((one, other)): 2 - 2.0**-jobs for one, other, jobs in given["worked"]}
    compared = 0
    for row in range(len(view)):
        rows, values = method.scores(row)
        for other, value in zip(rows.tolist(), values.tolist(), strict=True):
            total = 0.0
            for middle in view.connections[row].tolist():
                if other in view.connections[middle]:
                    both = [frozenset((view.id(middle), view.id(end))) for end in (row, other)]
                    total += tie[both[0]] * tie[both[1]] / math.log(max(view.degrees[middle], 2))
            assert value == pytest.approx(total, abs=1e-9)
            compared += 1
    assert compared > 100


def test_joint_work_brings_to_the_top_whoever_it_speaks_for() -> None:
    """Hana and jo share as much with ada; who worked with the one she worked with comes first."""
    pairs = [("ada", "bob"), ("ada", "cleo"), ("bob", "hana"), ("cleo", "jo")]

    def order(*worked: tuple[str, str, int]) -> list[str]:
        view = NetworkView.of(["ada", "bob", "cleo", "hana", "jo"], connections=pairs, worked=worked)
        return [each.person for each in tied(view).recommend("ada", 5)]

    assert order() == ["hana", "jo"]
    assert order(("cleo", "jo", 1)) == ["jo", "hana"]
    assert order(("ada", "cleo", 1)) == ["jo", "hana"]
    assert order(("ada", "cleo", 1), ("bob", "hana", 2)) == ["hana", "jo"]
    assert order(("ada", "jo", 9)) == ["hana", "jo"]  # not connected any more: nothing is left of it


def test_without_joint_work_it_is_plain() -> None:
    """In a view that knows of none, and in one that says there was none."""
    for view in (planted(), planted(worked=[])):
        plain = make("adamic_adar")
        assert isinstance(plain, Scored)
        assert tied(view).recommend("ada", 9) == plain.fit(view).recommend("ada", 9)


@pytest.mark.requirement("R36")
@pytest.mark.requirement("R31")
@pytest.mark.parametrize("act", ["completeJob", "cancelJob"])
async def test_a_job_that_a_team_completed_is_in_the_next_slate(teaming: World, act: str) -> None:
    """Fay knows Ada, who knows Abe, and Bob and Cem too, with whom she completed a job; called off, it says nothing."""
    abe = await teaming.person("abe")
    shop, job, (ada, *_), _ = await hired(teaming)
    fay = await teaming.person("fay")
    await teaming.connect((ada, abe), (ada, fay))
    snapshot = await loaded(teaming.store)
    assert await served(teaming, snapshot, fay) == await served(teaming, None, fay) == ["abe", "bob", "cem"]
    await does(shop, act, jobId=job)
    assert await snapshot.catch_up() > 0
    expected = ["bob", "cem", "abe"] if act == "completeJob" else ["abe", "bob", "cem"]
    assert await served(teaming, snapshot, fay) == await served(teaming, None, fay) == expected


async def work_together(world: World, one: Person, other: Person) -> None:
    """Two people completed a job in one team."""
    await world.cypher(
        "MATCH (:Freelancer {id: $one})-[tie:CONNECTED_TO]-(:Freelancer {id: $other}) SET tie.jobsTogether = 1",
        one=one.id,
        other=other.id,
    )


@pytest.mark.requirement("R24")
@pytest.mark.requirement("R19")
@pytest.mark.parametrize("how", ["private", "blocking", "closed"])
async def test_joint_work_of_somebody_hidden_says_nothing(world: World, how: str) -> None:
    """Ada and Gil both know Bob and Dan; that Dan worked with Ada counts for as long as she can be seen."""
    dan, bob, ada, gil, fay = await world.people("dan", "bob", "ada", "gil", "fay")
    await world.connect(*((middle, each) for middle in (ada, gil) for each in (bob, dan, fay)))
    await work_together(world, ada, dan)
    await work_together(world, ada, fay)
    snapshot = await loaded(world.store)
    assert await served(world, snapshot, fay) == await served(world, None, fay) == ["dan", "bob"]
    match how:
        case "private":
            await ada.goes("PRIVATE")
        case "blocking":
            await ada.blocks(fay)
        case _:
            await world.deactivates(ada)
    await snapshot.catch_up()
    assert await served(world, snapshot, fay) == await served(world, None, fay) == ["bob", "dan"]
