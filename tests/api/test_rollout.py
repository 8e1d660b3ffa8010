"""Audience, phase and own records, as a client meets them (R2, R3, R4, R7, R8, R43)."""

import random
from typing import Any

import pytest

from confrere.api.settings import Settings

from ..world import Person, World

OWN = "{ viewer { canAct phase segments dismissedTooltips eligibility { isEligible missing } } }"
DISMISS = """mutation($input: DismissTooltipInput!) { dismissTooltip(input: $input) {
  __typename ... on DismissTooltipPayload { viewer { dismissedTooltips } } } }"""


def under(world: World, **settings: Any) -> None:
    """Serves the same data under other settings."""
    world.settings = world.settings.model_copy(update=Settings(**settings).model_dump(include=set(settings)))
    world.__post_init__()


async def own(person: Person) -> dict[str, Any]:
    """What somebody reads of themselves."""
    found: dict[str, Any] = (await person.asks(OWN)).data["viewer"]
    return found


@pytest.mark.requirement("R7")
async def test_the_audience_decides_who_may_send_without_touching_the_data(world: World) -> None:
    """Members of the test group, Top Rated freelancers, or everyone; each under its setting."""
    (ada,) = await world.people("ada", inTestGroup=True, jobSuccessScore=50)
    bob, eve = await world.people("bob", "eve")
    (kim,) = await world.people("kim", jobSuccessScore=50)
    expected = {
        "TEST_GROUP": {"ada": True, "bob": False, "kim": False},
        "TOP_RATED": {"ada": False, "bob": True, "kim": False},
        "EVERYONE": {"ada": True, "bob": True, "kim": True},
    }
    for audience, may in expected.items():
        under(world, audience=audience)
        for person in (ada, bob, kim):
            assert (await own(person))["canAct"] is may[person.handle], (audience, person.handle)
            result = await person.invites(eve)
            codes = {"TEST_GROUP": "RolloutClosed", "TOP_RATED": "NotEligible"}
            assert result["__typename"] == ("SendInvitationPayload" if may[person.handle] else codes[audience])
            for invitation in await person.sent():
                await person.withdraws(invitation["id"])
        world.clock.tick(days=8)


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R7")
async def test_whoever_is_active_may_receive_and_answer(world: World) -> None:
    """Under the narrowest audience, with no record at all."""
    under(world, audience="TEST_GROUP")
    (ada,) = await world.people("ada", inTestGroup=True)
    (bob,) = await world.people("bob", jobSuccessScore=None, topRatedWeeks=0)
    await bob.accepts(await ada.invitation_to(bob))
    assert await bob.network() == ["ada"]
    assert (await bob.removes(ada))["__typename"] == "RemoveFromNetworkPayload"
    await bob.declines(await ada.invitation_to(bob))
    assert (await bob.blocks(ada))["__typename"] == "BlockFreelancerPayload"


@pytest.mark.requirement("R7")
async def test_what_a_phase_does_not_offer_answers_that_it_is_closed(world: World) -> None:
    """In BETA nobody adds from a tile, though the very same invitation goes from the network page."""
    under(world, phase="BETA")
    ada, bob = await world.people("ada", "bob")
    for entry_point in ("UFS_TILE", "PROFILE_DRAWER", "SKILL_RECOMMENDATION", "EMAIL_INVITE"):
        refused = await ada.invites(bob, entryPoint=entry_point)
        assert refused["code"] == "ROLLOUT_CLOSED"
    assert await ada.sent() == []
    assert (await own(ada))["phase"] == "BETA"
    await ada.invitation_to(bob, entryPoint="NAME_SEARCH")
    # Sending to someone whose invitation I hold is an acceptance, which every phase has.
    assert (await bob.invites(ada, entryPoint="UFS_TILE"))["freelancer"]["viewerRelation"]["state"] == "CONNECTED"


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
async def test_eligibility_is_judged_at_the_moment_of_the_act_from_dated_records(world: World) -> None:
    """Twenty job invites of March are one too few when they turn a year old, to the microsecond."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, eve))
    await world.cypher(
        "MATCH (:Freelancer {id: $id})-[:HAS_RECORD]->(r) SET r.jobInvitedAt = $times",
        id=ada.id,
        times=[world.clock.now] * 10,
    )
    await ada.withdraws(await ada.invitation_to(bob))
    for shift, eligible in (({"days": 365, "microseconds": -1}, True), ({"microseconds": 1}, False)):
        world.clock.tick(**shift)
        await world.cypher(
            "MATCH (:Freelancer {id: $id})-[:HAS_RECORD]->(r) SET r.earnedAt = $times",
            id=ada.id,
            times=[world.clock.now] * 9,
        )
        mine = await own(ada)
        assert mine["eligibility"] == {"isEligible": eligible, "missing": [] if eligible else ["JOB_INVITES"]}
        assert mine["canAct"] is eligible
    assert (await ada.invites(bob))["__typename"] == "NotEligible"
    assert await ada.network() == ["eve"]


@pytest.mark.requirement("R4")
async def test_no_category_and_no_skill_changes_a_permission(world: World) -> None:
    """Whatever two people do for a living, menu, invitation and answer are the same."""
    chance = random.Random(4)
    trades = ["Plumbing", "Law", "Game design", "Philosophy", "Nursing", "Welding"]
    await world.cypher(
        "UNWIND $trades AS name CREATE (:Category {id: 'CA_' + name, name: name}) "
        "CREATE (:Skill {id: 'SK_' + name, name: name})",
        trades=trades,
    )
    outcomes: set[str] = set()
    for trial in range(14):
        ada, bob = await world.people(f"ada{trial:02}", f"bob{trial:02}")
        for person in (ada, bob):
            await world.cypher(
                "MATCH (f:Freelancer {id: $id}) UNWIND $trades AS name "
                "MATCH (c:Category {name: name}), (s:Skill {name: name}) "
                "CREATE (f)-[:WORKS_IN]->(c) CREATE (f)-[:HAS_SKILL {level: $level}]->(s)",
                id=person.id,
                trades=chance.sample(trades, chance.randrange(len(trades))),
                level=chance.randint(1, 5),
            )
        menus = [sorted(await ada.actions(bob)), sorted(await bob.actions(ada))]
        invitation = await ada.invitation_to(bob)
        menus += [sorted(await ada.actions(bob)), sorted(await bob.actions(ada))]
        menus.append([(await bob.accepts(invitation))["freelancer"]["viewerRelation"]["state"]])
        outcomes.add(repr(menus))
    assert len(outcomes) == 1


@pytest.mark.requirement("R8")
async def test_segments_are_recorded_for_each_freelancer_and_read_by_them(world: World) -> None:
    """Any number of them, and no entry is made up."""
    (ada,) = await world.people("ada", segments=["MENTOR", "TOP_CONNECTIONS"])
    (bob,) = await world.people("bob")
    assert (await own(ada))["segments"] == ["MENTOR", "TOP_CONNECTIONS"]
    assert (await own(bob))["segments"] == []


@pytest.mark.requirement("R43")
async def test_a_dismissed_tooltip_never_comes_back_on_any_device(world: World) -> None:
    """It is the account that remembers, not the client; a repeat changes nothing, and nobody else is concerned."""
    ada, bob = await world.people("ada", "bob")
    assert (await own(ada))["dismissedTooltips"] == []
    for _ in range(2):
        result = (await ada.asks(DISMISS, input={"tooltip": "NETWORK_CTA"})).data["dismissTooltip"]
        assert result["viewer"] == {"dismissedTooltips": ["NETWORK_CTA"]}
    world.clock.tick(days=4000)
    assert (await own(ada))["dismissedTooltips"] == ["NETWORK_CTA"]
    assert (await own(bob))["dismissedTooltips"] == []
    assert await world.cypher("MATCH (e:Event) RETURN e.kind AS kind, e.tooltip AS tooltip") == [
        {"kind": "TOOLTIP_DISMISSED", "tooltip": "NETWORK_CTA"}
    ]
