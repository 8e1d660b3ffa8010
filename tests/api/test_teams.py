"""Teams of one's own network, from asking to the client's answer, in the three forms (R36, R38)."""

import re
from pathlib import Path

import pytest

from confrere.graph.model.ids import talk_of

from ..hiring import client, jobs, offers
from ..teaming import (
    NO_TEAM,
    a_crew,
    agreed,
    asked,
    does,
    forms,
    hired,
    hours,
    says,
    teams,
    the_team,
)
from ..world import Data, Person, World
from .talking import replies

PAGE = (Path(__file__).parents[2] / "docs" / "teams.md").read_text("utf-8")


@pytest.mark.requirement("R36")
async def test_a_lead_asks_and_each_member_consents(teaming: World) -> None:
    """Everybody in it sees the team; it is agreed once the last one says yes."""
    shop, job, (ada, bob, cem, eve) = await a_crew(teaming, "ada", "bob", "cem", "eve")
    made = await forms(ada, job, "COLLABORATION", asked(bob, hours(price=False)), asked(cem, hours(price=False)))
    assert made["__typename"] == "FormTeamPayload", made
    team = made["team"]
    assert (team["stage"], team["termsVersion"], team["lead"]) == ("FORMING", 1, {"handle": "ada"})
    assert [(each["freelancer"]["handle"], each["consent"]) for each in team["members"]] == [
        ("ada", "ACCEPTED"),
        ("bob", "PENDING"),
        ("cem", "PENDING"),
    ]
    assert [each["id"] for each in await teams(bob)] == [team["id"]]
    assert [each["viewerConcerns"] for each in await jobs(bob)] == [["TEAM"]]
    assert (await says(bob, team))["team"]["stage"] == "FORMING"
    assert (await says(cem, team))["team"]["stage"] == "AGREED"
    assert (await the_team(ada))["stage"] == "AGREED"
    assert await teams(eve) == []
    assert await teams(shop) == []


@pytest.mark.attack(32)
@pytest.mark.requirement("R36")
@pytest.mark.requirement("R24")
async def test_a_team_one_is_not_in_is_no_team(teaming: World) -> None:
    """Not for whom the lead knows, not for another client: looked up, answered, left or written to."""
    _, job, (ada, bob, eve) = await a_crew(teaming, "ada", "bob", "eve")
    other = await client(teaming, "brand")
    made = await forms(ada, job, "COLLABORATION", asked(bob, hours(price=False)))
    team = made["team"]["id"]

    async def tried(who: Person, wanted: str) -> list[Data]:
        talk = talk_of(wanted)
        told = [(await who.asks("query N($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[wanted, talk])).data]
        for act, more in (
            ("answerTeam", {"answer": "ACCEPT", "termsVersion": 1}),
            ("leaveTeam", {}),
            ("setTeamTerms", {"terms": hours(5, price=False)}),
            ("changeTeam", {"members": []}),
        ):
            told.append(await does(who, act, teamId=wanted, **more))
        return [*told, await replies(who, talk)]

    for who in (eve, other):
        assert await tried(who, team) == await tried(who, NO_TEAM)
    assert (await tried(bob, team))[0] != (await tried(bob, NO_TEAM))[0]


@pytest.mark.requirement("R38")
async def test_nothing_reaches_the_client_before_all_agree(teaming: World) -> None:
    """Neither the team nor its proposal, and a lead who tries is told to wait."""
    shop, job, (ada, bob, cem) = await a_crew(teaming, "ada", "bob", "cem")
    made = await forms(ada, job, "JOINT_PROPOSAL", asked(bob, hours()), asked(cem), terms=hours())
    team = made["team"]
    refused = await does(ada, "sendProposal", content={"teamId": team["id"]})
    assert (refused["__typename"], refused["message"]) == (
        "InvalidInput",
        "Everybody must agree to the present terms first.",
    )
    assert (await says(cem, team))["message"] == "Set your own terms first."
    changed = await does(cem, "setTeamTerms", teamId=team["id"], terms=hours(5))
    assert changed["team"]["termsVersion"] == 2
    assert await teams(shop) == []
    for member in (ada, bob, cem):
        assert (await says(member, changed["team"]))["__typename"] == "AnswerTeamPayload"
    sent = await does(ada, "sendProposal", content={"teamId": team["id"]})
    assert (sent["proposal"]["state"], sent["proposal"]["team"]["stage"]) == ("SENT", "PROPOSED")
    assert sent["proposal"]["terms"] is None
    seen = await the_team(shop)
    assert [each["terms"]["weeklyHours"] for each in seen["members"]] == [10, 10, 5]
    assert (await the_team(bob))["members"][2]["terms"] is None  # another's terms are the lead's and the client's


@pytest.mark.requirement("R38")
async def test_a_change_asks_for_consent_again_and_takes_the_proposal_back(teaming: World) -> None:
    """Terms are versioned: whoever answers an older version is told so."""
    shop, _, (ada, bob, cem), team = await agreed(teaming, "JOINT_PROPOSAL")
    sent = (await does(ada, "sendProposal", content={"teamId": team["id"]}))["proposal"]
    changed = await does(bob, "setTeamTerms", teamId=team["id"], terms=hours(12))
    assert (changed["team"]["stage"], changed["team"]["termsVersion"]) == ("FORMING", 2)
    assert [each["consent"] for each in changed["team"]["members"]] == ["PENDING", "ACCEPTED", "PENDING"]
    assert await teams(shop) == []
    stale = await does(shop, "answerProposal", proposalId=sent["id"], answer="ACCEPT")
    assert stale["__typename"] == "NotFound"
    late = await says(cem, team)
    assert (late["__typename"], late["changed"]) == ("TermsChanged", {"termsVersion": 2})
    for member in (ada, cem):
        await says(member, changed["team"])
    again = await does(ada, "sendProposal", content={"teamId": team["id"]})
    assert again["proposal"]["state"] == "SENT"
    assert (await the_team(shop))["stage"] == "PROPOSED"


@pytest.mark.requirement("R36")
async def test_a_decline_is_told_to_the_lead_only(teaming: World) -> None:
    """Other members go on seeing somebody who was asked, and the team is not there for who declined."""
    _, job, (ada, bob, cem) = await a_crew(teaming, "ada", "bob", "cem")
    terms = hours(price=False)
    team = (await forms(ada, job, "COLLABORATION", asked(bob, terms), asked(cem, terms)))["team"]
    before = await the_team(cem)
    done = await says(bob, team, "DECLINE")
    assert (done["__typename"], done["team"], done["answeredTeamId"]) == ("AnswerTeamPayload", None, team["id"])
    assert await the_team(cem) == before
    assert await teams(bob) == []
    assert await jobs(bob) == []
    mine = await the_team(ada)
    assert mine["declined"] == [{"handle": "bob"}]
    assert [each["freelancer"]["handle"] for each in mine["members"]] == ["ada", "cem"]
    assert ("TEAM_MEMBER_LEFT", None) in [(kind, None) for kind, _ in await kinds(ada)]
    assert await kinds(cem) == [("TEAM_INVITED", "ada")]
    assert (await says(bob, team))["__typename"] == "NotFound"
    assert (await says(bob, team, "DECLINE"))["__typename"] == "AnswerTeamPayload"


async def kinds(person: Person) -> list[tuple[str, str | None]]:
    """What somebody heard of teams, with who leads the team it is about."""
    text = (
        "{ viewer { notifications(first: 50) { nodes { kind subject { ... on Team { lead { handle } } "
        "... on Job { title } } } } } }"
    )
    nodes = (await person.asks(text)).data["viewer"]["notifications"]["nodes"]
    return [(each["kind"], ((each["subject"] or {}).get("lead") or {}).get("handle")) for each in nodes]


@pytest.mark.requirement("R38")
async def test_the_client_takes_a_joint_proposal_as_a_whole(teaming: World) -> None:
    """Hired, the team works; turned down, it ceases to exist."""
    shop, job, (_, bob, _), team = await hired(teaming)
    assert team["stage"] == "WORKING"
    assert (await the_team(bob))["job"]["state"] == "FILLED"
    assert (await the_team(shop))["id"] == team["id"]
    locked = await does(bob, "setTeamTerms", teamId=team["id"], terms=hours(3))
    assert locked["__typename"] == "NotAllowed"
    assert (await does(shop, "completeJob", jobId=job))["endedTeamIds"] == [team["id"]]


@pytest.mark.requirement("R38")
async def test_a_proposal_that_is_turned_down_ends_the_team(teaming: World) -> None:
    """Everybody in it hears so."""
    shop, _, (ada, bob, cem), team = await agreed(teaming, "JOINT_PROPOSAL")
    sent = (await does(ada, "sendProposal", content={"teamId": team["id"]}))["proposal"]
    assert (await does(shop, "openProposal", proposalId=sent["id"]))["__typename"] == "OpenProposalPayload"
    done = await does(shop, "answerProposal", proposalId=sent["id"], answer="DECLINE")
    assert (done["proposal"]["state"], done["proposal"]["team"]) == ("DECLINED", None)
    for person in (shop, ada, bob, cem):
        assert await teams(person) == []
    for person in (ada, bob, cem):
        assert (await kinds(person))[0][0] == "TEAM_ENDED"


@pytest.mark.requirement("R38")
async def test_a_client_is_informed_of_a_subcontract_once_all_agree(teaming: World) -> None:
    """The prime sends a proposal of their own, and works with the subs once hired."""
    shop, job, (ada, bob, cem), team = await agreed(teaming, "SUBCONTRACT")
    assert team["clientInformedAt"] is not None
    told = await the_team(shop)
    assert [each["terms"]["price"]["amount"] for each in told["members"]] == ["900.00"] * 3
    refused = await does(ada, "sendProposal", content={"teamId": team["id"]})
    assert refused["__typename"] == "InvalidInput"
    assert (await does(bob, "setTeamTerms", teamId=team["id"], terms=hours(2)))["__typename"] == "NotAllowed"
    offer = (await offers(ada, job))["proposal"]["id"]
    assert (await the_team(cem))["stage"] == "AGREED"
    await does(shop, "answerProposal", proposalId=offer, answer="ACCEPT")
    assert (await the_team(cem))["stage"] == "WORKING"


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("act", ["completeJob", "cancelJob"])
async def test_the_team_ceases_to_exist_with_its_job(teaming: World, act: str) -> None:
    """No list shows it and no act on it succeeds; connections stay, and closer where the job was done."""
    shop, job, (ada, bob, cem), team = await hired(teaming)
    done = await does(shop, act, jobId=job, idempotencyKey="end")
    assert done["endedTeamIds"] == [team["id"]]
    assert (await does(shop, act, jobId=job, idempotencyKey="end"))["endedTeamIds"] == [team["id"]]
    for person in (shop, ada, bob, cem):
        assert await teams(person) == []
        node = await person.asks("query($id: ID!) { node(id: $id) { id } }", id=team["id"])
        assert node.data["node"] is None
    for who, what, more in (
        (bob, "answerTeam", {"answer": "ACCEPT", "termsVersion": 1}),
        (bob, "leaveTeam", {}),
        (ada, "leaveTeam", {}),
        (ada, "changeTeam", {"members": [asked(bob)]}),
        (bob, "setTeamTerms", {"terms": hours()}),
    ):
        gone = await does(who, what, teamId=team["id"], **more)
        assert gone == await does(who, what, teamId=NO_TEAM, **more)
        assert gone["__typename"] == "NotFound"
    assert sorted(await ada.network()) == ["bob", "cem"]
    ties = await teaming.cypher("MATCH ()-[c:CONNECTED_TO]->() RETURN c.jobsTogether AS jobs")
    is_done = act == "completeJob"
    assert [each["jobs"] for each in ties] == [1 if is_done else None] * 2
    assert (
        (await jobs(bob)) == [] if not is_done else [each["viewerConcerns"] for each in await jobs(bob)] == [["HIRED"]]
    )
    kept = await teaming.cypher("MATCH (e:Event {kind: 'TEAM_ENDED', team: $team}) RETURN e.b AS b", team=team["id"])
    assert {each["b"] for each in kept} == {None, ada.id, bob.id, cem.id}


async def test_the_documents_of_the_page_run(teaming: World) -> None:
    """Every block of docs/teams.md, in its order, by whoever it is for."""
    _, job, (ada, bob) = await a_crew(teaming, "ada", "bob")
    await teaming.cypher("MATCH (s:Skill) MATCH (f:Freelancer {handle: 'bob'}) CREATE (f)-[:HAS_SKILL {level: 3}]->(s)")
    form, answer = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)
    made = (await ada.asks(form, jobId=job, who=bob.id, skill=f"SK_{1:016}")).data["formTeam"]
    assert made["__typename"] == "FormTeamPayload", made
    team = made["team"]
    done = (await bob.asks(answer, team=team["id"], version=team["termsVersion"])).data["answerTeam"]
    assert done["team"]["stage"] == "AGREED"
