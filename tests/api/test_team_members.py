"""Who leaves a team, however they go, and what is refused without a hint of anybody hidden (R36, R37)."""

from pathlib import Path

import pytest

from ..erasing import erased, graves_in
from ..hiring import NO_JOB, client, invited, offers
from ..teaming import (
    TEAM,
    a_crew,
    agreed,
    asked,
    does,
    forms,
    hired,
    hours,
    offering,
    says,
    teams,
    the_team,
)
from ..world import Data, Person, World

SUBSTITUTE = "{ viewer { teams(first: 2) { nodes { substitute { members { freelancer { handle } } } } } } }"
NOBODY = "FL_0000000000000000"


def in_it(team: Data) -> list[str]:
    """Handles of whom a team shows."""
    return [each["freelancer"]["handle"] for each in team["members"]]


async def substitute(lead: Person) -> list[str] | None:
    """Who would be in the repaired team."""
    nodes = (await lead.asks(SUBSTITUTE)).data["viewer"]["teams"]["nodes"]
    found = nodes[0]["substitute"]
    return found and [each["freelancer"]["handle"] for each in found["members"]]


async def goes(world: World, who: Person, from_whom: Person, how: str, folder: Path) -> None:
    """Goes out of a team in one of the ways."""
    match how:
        case "leaves":
            (team,) = await teams(who)
            assert (await does(who, "leaveTeam", teamId=team["id"]))["__typename"] == "LeaveTeamPayload"
        case "blocks":
            assert (await who.blocks(from_whom))["__typename"] == "BlockFreelancerPayload"
        case "is deactivated":
            await world.deactivates(who)
        case _:
            await erased(who, graves_in(folder))


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("how", ["leaves", "blocks", "is deactivated", "is erased"])
async def test_a_member_who_goes_leaves_a_team_to_be_repaired(teaming: World, tmp_path: Path, how: str) -> None:
    """The proposal counts as withdrawn, the best substitute is proposed, and a changed team goes on."""
    shop, _, (ada, bob, cem), team = await agreed(teaming, "JOINT_PROPOSAL")
    (dan,) = await teaming.people("dan")
    await teaming.connect((ada, dan))
    await teaming.cypher(
        "MATCH (s:Skill) MATCH (f:Freelancer) WHERE f.handle IN ['bob', 'dan'] CREATE (f)-[:HAS_SKILL {level: 3}]->(s)"
    )
    sent = (await does(ada, "sendProposal", content={"teamId": team["id"]}))["proposal"]["id"]
    assert await substitute(ada) is None
    await goes(teaming, bob, cem, how, tmp_path)
    mine = await the_team(ada)
    assert (mine["stage"], in_it(mine), mine["declined"]) == ("FORMING", ["ada", "cem"], [])
    assert in_it(await the_team(cem)) == ["ada", "cem"]
    assert await teams(shop) == []
    late = await does(shop, "answerProposal", proposalId=sent, answer="ACCEPT")
    assert late["__typename"] == "NotFound"
    assert await substitute(ada) == ["ada", "cem", "dan"]
    repaired = await does(ada, "changeTeam", teamId=team["id"], members=[asked(cem), asked(dan, hours())])
    assert in_it(repaired["team"]) == ["ada", "cem", "dan"]
    for member in (cem, dan):
        assert (await says(member, repaired["team"]))["__typename"] == "AnswerTeamPayload"
    again = await does(ada, "sendProposal", content={"teamId": team["id"]})
    assert again["proposal"]["state"] == "SENT"


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("how", ["leaves", "blocks", "is deactivated", "is erased"])
async def test_a_team_ends_when_its_lead_goes(teaming: World, tmp_path: Path, how: str) -> None:
    """Nobody sees it, nobody can act on it, and nothing brings it back."""
    _, _, (ada, bob, cem), team = await agreed(teaming)
    await goes(teaming, ada, bob, how, tmp_path)
    for member in (bob, cem):
        assert await teams(member) == []
        assert (await says(member, team))["__typename"] == "NotFound"
    if how == "is deactivated":
        await teaming.reactivates(ada)
    if how == "blocks":
        await ada.unblocks(bob)
    assert await teams(cem) == []
    assert how == "is erased" or await teams(ada) == []


@pytest.mark.requirement("R36")
async def test_a_team_at_work_replaces_only_who_left(teaming: World) -> None:
    """Who works stays on the terms that the client hired."""
    shop, job, (ada, bob, cem), team = await hired(teaming)
    (dan,) = await teaming.people("dan")
    await teaming.connect((ada, dan))
    await does(cem, "leaveTeam", teamId=team["id"])
    assert (await the_team(shop))["stage"] == "WORKING"
    assert in_it(await the_team(shop)) == ["ada", "bob"]
    for members in ([asked(dan, hours())], [asked(bob, hours(3)), asked(dan, hours())]):
        refused = await does(ada, "changeTeam", teamId=team["id"], members=members)
        assert refused["__typename"] == "NotAllowed"
    changed = (await does(ada, "changeTeam", teamId=team["id"], members=[asked(bob), asked(dan, hours())]))["team"]
    assert (changed["stage"], changed["termsVersion"]) == ("WORKING", 1)
    assert [each["consent"] for each in changed["members"]] == ["ACCEPTED", "ACCEPTED", "PENDING"]
    assert in_it(await the_team(shop)) == ["ada", "bob"]
    assert (await says(dan, changed))["team"]["stage"] == "WORKING"
    await does(shop, "completeJob", jobId=job)
    ties = await teaming.cypher("MATCH (:Freelancer {handle: 'dan'})-[c:CONNECTED_TO]-() RETURN c.jobsTogether AS jobs")
    assert ties == [{"jobs": 1}]


@pytest.mark.requirement("R36")
async def test_a_question_goes_with_the_connection(teaming: World) -> None:
    """Whoever is removed before they agreed cannot agree any more; afterwards they stay in it."""
    _, job, (ada, bob, cem) = await a_crew(teaming, "ada", "bob", "cem")
    terms = hours(price=False)
    team = (await forms(ada, job, "COLLABORATION", asked(bob, terms), asked(cem, terms)))["team"]
    await says(cem, team)
    await ada.removes(bob)
    await ada.removes(cem)
    assert await teams(bob) == []
    assert (await says(bob, team))["__typename"] == "NotFound"
    assert in_it(await the_team(cem)) == ["ada", "bob", "cem"]
    again = await does(ada, "changeTeam", teamId=team["id"], members=[asked(cem)])
    assert (again["__typename"], again["freelancerIds"]) == ("NotInNetwork", [cem.id])


@pytest.mark.requirement("R36")
async def test_terms_of_ones_own_are_no_yes_without_the_connection(teaming: World) -> None:
    """Whoever was removed after they agreed stays on the terms of then and makes no others."""
    _, job, (ada, bob) = await a_crew(teaming, "ada", "bob")
    team = (await forms(ada, job, "JOINT_PROPOSAL", asked(bob, hours()), terms=hours()))["team"]
    await says(bob, team)
    await ada.removes(bob)
    assert [each["id"] for each in await teams(bob)] == [team["id"]]
    refused = await does(bob, "setTeamTerms", teamId=team["id"], terms=hours(5))
    assert (refused["__typename"], "not connected" in refused["message"]) == ("NotAllowed", True)
    assert (await the_team(ada))["termsVersion"] == 1


@pytest.mark.requirement("R38")
async def test_nobody_is_booked_beyond_their_hours_over_teams_and_proposals(teaming: World) -> None:
    """Thirty hours a week: a team and a proposal for the same job count once, others together."""
    shop, job, (ada, bob, cem) = await a_crew(teaming, "ada", "bob", "cem")
    await teaming.connect((bob, cem))
    terms = hours(20, price=False)
    team = (await forms(ada, job, "COLLABORATION", asked(bob, terms)))["team"]
    assert (await says(bob, team))["__typename"] == "AnswerTeamPayload"
    second = await invited(shop, cem)
    other = (await forms(cem, second, "COLLABORATION", asked(bob, terms)))["team"]
    refused = await says(bob, other)
    assert (refused["__typename"], refused["hoursLeft"]) == ("HoursExceeded", 10)
    third = await invited(shop, bob)
    assert (await offers(bob, third, 11))["hoursLeft"] == 10
    assert (await forms(bob, third, "COLLABORATION", asked(cem, terms), terms=hours(11, price=False)))[
        "hoursLeft"
    ] == 10
    assert (await offers(bob, third, 10))["__typename"] == "SendProposalPayload"
    await does(bob, "leaveTeam", teamId=team["id"])
    assert (await says(bob, other))["__typename"] == "AnswerTeamPayload"


@pytest.mark.requirement("R36")
@pytest.mark.requirement("R37")
async def test_whoever_cannot_be_a_member_is_refused_without_a_hint(teaming: World) -> None:
    """Strangers, the private, the deactivated, the erased, whoever blocks, and nobody: byte for byte alike."""
    _, job, (ada, bob, eve, kim, leo) = await a_crew(teaming, "ada", "bob", "eve", "kim", "leo")
    zoe, max_ = await teaming.people("zoe", "max")
    await max_.goes("PRIVATE")
    await eve.blocks(ada)
    await teaming.deactivates(kim)
    answers = {
        str(
            await forms(ada, job, "COLLABORATION", asked(bob, hours(price=False)), asked(who, hours(price=False)))
        ).replace(who, "?")
        for who in (zoe.id, max_.id, eve.id, kim.id, NOBODY)
    }
    assert len(answers) == 1
    assert "NotInNetwork" in answers.pop()
    await bob.blocks(leo)
    parted = await forms(ada, job, "COLLABORATION", *(asked(each, hours(price=False)) for each in (bob, leo)))
    assert (parted["__typename"], parted["code"]) == ("Unavailable", "UNAVAILABLE")


@pytest.mark.requirement("R20")
async def test_bad_input_is_refused_before_anything_is_read(teaming: World) -> None:
    """Nobody, too many, somebody twice, oneself, a client or an agency, skills twice, hours and money out of bounds."""
    shop, job, (ada, bob) = await a_crew(teaming, "ada", "bob")
    free = hours(price=False)
    cases = [
        ([], "TOO_SHORT"),
        ([asked(f"FL_{number:016}", free) for number in range(50)], "TOO_LONG"),
        ([asked(bob, free), asked(bob, free)], "BAD_VALUE"),
        ([asked(ada, free)], "BAD_VALUE"),
        ([asked(shop, free)], "NOT_A_FREELANCER"),
        ([asked("AG_0000000000000000", free)], "NOT_A_FREELANCER"),
        ([asked(bob, free, skillIds=[f"SK_{1:016}"] * 2)], "BAD_VALUE"),
        ([asked(bob, free, skillIds=[f"SK_{number:016}" for number in range(51)])], "TOO_LONG"),
        ([asked(bob, {"weeklyHours": -1})], "BAD_VALUE"),
        ([asked(bob, {"weeklyHours": 1e308})], "BAD_VALUE"),
        ([asked(bob, hours(price=True))], "BAD_VALUE"),
        ([asked(bob)], "BAD_VALUE"),
    ]
    for members, code in cases:
        refused = await forms(ada, job, "COLLABORATION", *members)
        assert refused["code"] == code, members
    assert await teams(ada) == []
    assert (await forms(shop, job, "COLLABORATION", asked(bob, free)))["__typename"] == "NotAFreelancer"
    assert await forms(bob, job, "COLLABORATION", asked(ada, free)) == await forms(
        bob, NO_JOB, "COLLABORATION", asked(ada, free)
    )


@pytest.mark.requirement("R38")
async def test_forms_are_switched_on_one_by_one(world: World) -> None:
    """What is off is not listed and not formed, and neither is anything before its phase."""
    teaming = offering(world, joint_proposals=False)
    _, job, (ada, bob) = await a_crew(teaming, "ada", "bob")
    asking = "{ viewer { teamForms } }"
    assert (await ada.asks(asking)).data["viewer"]["teamForms"] == ["SUBCONTRACT", "COLLABORATION"]
    refused = await forms(ada, job, "JOINT_PROPOSAL", asked(bob, hours()))
    assert (refused["__typename"], refused["code"]) == ("RolloutClosed", "ROLLOUT_CLOSED")
    early = Person(world, ada.id, ada.handle)
    assert (await early.asks(asking)).data["viewer"]["teamForms"] == []
    assert (await forms(early, job, "COLLABORATION", asked(bob, hours(price=False))))["code"] == "ROLLOUT_CLOSED"


@pytest.mark.attack(37)
@pytest.mark.requirement("R24")
async def test_a_private_member_is_shown_by_name_alone(teaming: World) -> None:
    """To members who are not connected with them, and to the client; never to anybody outside the team."""
    shop, _, (_, bob, cem), team = await agreed(teaming, "SUBCONTRACT")
    await bob.goes("PRIVATE")
    for viewer in (cem, shop):
        text = (
            "query($id: ID!) { node(id: $id) { ... on Team "
            + TEAM.replace(
                "freelancer { handle name notice }", "freelancer { handle name notice profile { headline } }"
            )
            + " } }"
        )
        seen = (await viewer.asks(text, id=team["id"])).data["node"]["members"]
        (hidden,) = [each["freelancer"] for each in seen if each["freelancer"]["handle"] == "bob"]
        assert hidden["name"] == "Bob T."
        assert hidden["profile"] is None
        assert hidden["notice"]
    (eve,) = await teaming.people("eve")
    assert (await eve.asks("query($id: ID!) { node(id: $id) { id } }", id=team["id"])).data["node"] is None


async def test_an_act_on_a_team_is_done_once_for_each_key(teaming: World) -> None:
    """A repeat gives the first answer; another input under the same key is refused."""
    shop, job, (ada, bob) = await a_crew(teaming, "ada", "bob")
    terms = hours(price=False)
    first = await forms(ada, job, "COLLABORATION", asked(bob, terms), idempotencyKey="form")
    again = await forms(ada, job, "COLLABORATION", asked(bob, terms), idempotencyKey="form")
    assert again["team"]["id"] == first["team"]["id"]
    second = await forms(ada, job, "COLLABORATION", asked(bob, terms))
    assert second["message"] == "You lead a team for this job already. Change that one."
    assert len(await teams(ada)) == 1
    for _ in range(2):
        given = {"teamId": first["team"]["id"], "idempotencyKey": "leave"}
        assert (await does(ada, "leaveTeam", **given))["__typename"] == "LeaveTeamPayload"
    other = await client(teaming, "acme")
    for stranger in (shop, other):
        assert (await does(stranger, "leaveTeam", teamId=first["team"]["id"]))["__typename"] == "NotAFreelancer"
