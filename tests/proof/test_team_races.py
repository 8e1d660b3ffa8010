"""Acts on teams at the same time: one winner, nobody booked twice, nothing left of a job that is over (R36, R38)."""

import neo4j
import pytest

from confrere.api.settings import Settings
from confrere.graph.model.rules import Phase

from ..hiring import client, invited, skill
from ..teaming import asked, does, forms, hours, says, teams
from ..world import Data, Person
from .racing import Controls, Pair, at_once, control, lost, most, names, race
from .sizes import size
from .worlds import ROOM, ProofWorld

TRIALS = size(12, 10_000)
"""Fewer than of other races in CI, for each begins with a whole team."""


@pytest.fixture
async def teaming(proof: ProofWorld) -> ProofWorld:
    """A marketplace in which teams are offered."""
    world = ProofWorld(proof.store, proof.driver, proof.tokens, Settings(**ROOM, phase=Phase.TEAMS))
    await skill(world)
    return world


async def shop_of(person: Person) -> Person:
    """A client of this trial alone."""
    return await client(person.world, f"ap{person.handle[3:]}")


async def a_team(shop: Person, lead: Person, *members: Person, each: float = 10) -> Data:
    """A collaboration in which nobody but the lead has agreed."""
    await lead.world.connect(*((lead, member) for member in members))
    job = await invited(shop, lead)
    named = [asked(member, hours(each, price=False)) for member in members]
    made = await forms(lead, job, "COLLABORATION", *named)
    assert made["__typename"] == "FormTeamPayload", made
    team: Data = made["team"]
    return team


async def proposed(shop: Person, lead: Person, *members: Person) -> tuple[Data, str]:
    """A team that all agreed to, with its proposal."""
    team = await a_team(shop, lead, *members)
    for member in members:
        await says(member, team)
    sent = await does(lead, "sendProposal", content={"teamId": team["id"]})
    return team, str(sent["proposal"]["id"])


@pytest.mark.requirement("R38")
async def test_two_leads_never_book_the_same_last_hours(teaming: ProofWorld) -> None:
    """Whoever is asked by both and says yes to both at once has agreed to one."""

    async def play(cast: list[Person]) -> None:
        ada, bob, cem = cast
        shop = await shop_of(ada)
        both = [await a_team(shop, lead, bob, each=20) for lead in (ada, cem)]
        results = await at_once(*(says(bob, team) for team in both))
        assert names(results) == ["AnswerTeamPayload", "HoursExceeded"]

    await race(teaming, "two leads, the last hours", cast=3, acts=2, play=play, trials=TRIALS)


@pytest.mark.requirement("R38")
async def test_hiring_a_team_and_taking_its_proposal_back_has_one_winner(teaming: ProofWorld) -> None:
    """Hired and told so, or taken back and gone."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        shop = await shop_of(ada)
        _, offer = await proposed(shop, ada, bob)
        taken, back = await at_once(
            does(shop, "answerProposal", proposalId=offer, answer="ACCEPT"),
            does(ada, "withdrawProposal", proposalId=offer),
        )
        outcomes = (taken["__typename"], back["__typename"])
        assert outcomes in {
            ("AnswerProposalPayload", "NotAllowed"),
            ("NotFound", "WithdrawProposalPayload"),
        }
        (team,) = await teams(ada)
        assert team["stage"] == ("WORKING" if outcomes[1] == "NotAllowed" else "AGREED")

    await race(teaming, "team: accept / withdraw", cast=2, acts=2, play=play, trials=TRIALS)


@pytest.mark.requirement("R38")
async def test_a_client_never_hires_terms_that_somebody_changed_or_a_team_that_somebody_left(
    teaming: ProofWorld,
) -> None:
    """Terms set, a member gone, or a block between two of them: hired before, or not hired."""

    async def play(cast: list[Person]) -> None:
        ada, bob, cem = cast
        shop = await shop_of(ada)
        team, offer = await proposed(shop, ada, bob, cem)
        number = int(ada.handle[3:]) % 3
        change = (
            does(bob, "setTeamTerms", teamId=team["id"], terms=hours(3, price=False)),
            does(bob, "leaveTeam", teamId=team["id"]),
            bob.blocks(cem),
        )
        taken, changed = await at_once(does(shop, "answerProposal", proposalId=offer, answer="ACCEPT"), change[number])
        for number_, each in enumerate(change):
            if number_ != number:
                each.close()
        is_hired = taken["__typename"] == "AnswerProposalPayload"
        assert is_hired or taken["__typename"] == "NotFound"
        (mine,) = await teams(ada)
        assert mine["stage"] == ("WORKING" if is_hired else "FORMING")
        set_terms = "NotAllowed" if is_hired else "SetTeamTermsPayload"
        assert changed["__typename"] == (set_terms, "LeaveTeamPayload", "BlockFreelancerPayload")[number]
        shown = [each["freelancer"]["handle"] for each in mine["members"]]
        assert (bob.handle in shown) is (number == 0)

    await race(teaming, "team: accept / change, leave or block", cast=3, acts=2, play=play, trials=TRIALS)


@pytest.mark.requirement("R36")
async def test_completing_a_job_while_a_substitute_agrees_leaves_nothing_of_the_team(teaming: ProofWorld) -> None:
    """Agreed before the end, or too late; the team is gone either way, and so are all who were in it."""

    async def play(cast: list[Person]) -> None:
        ada, bob, cem, dan = cast
        shop = await shop_of(ada)
        team, offer = await proposed(shop, ada, bob, dan)
        await does(shop, "answerProposal", proposalId=offer, answer="ACCEPT")
        await does(dan, "leaveTeam", teamId=team["id"])
        await teaming.connect((ada, cem))
        members = [asked(bob), asked(cem, hours(price=False))]
        changed = await does(ada, "changeTeam", teamId=team["id"], members=members)
        done, agreed = await at_once(does(shop, "completeJob", jobId=team["job"]["id"]), says(cem, changed["team"]))
        assert done["endedTeamIds"] == [team["id"]]
        assert agreed["__typename"] in {"AnswerTeamPayload", "NotFound"}
        assert [await teams(each) for each in (shop, *cast)] == [[]] * 5

    await race(teaming, "team: complete / accept", cast=4, acts=2, play=play, trials=TRIALS)


@pytest.mark.requirement("R36")
async def test_a_lead_who_forms_many_times_at_once_leads_one_team(teaming: ProofWorld) -> None:
    """The others are told that they lead one already."""

    async def play(cast: list[Person]) -> None:
        ada, bob = cast
        shop = await shop_of(ada)
        await teaming.connect((ada, bob))
        job = await invited(shop, ada)
        results = await at_once(*(forms(ada, job, "COLLABORATION", asked(bob, hours(price=False))) for _ in range(4)))
        assert names(results) == ["FormTeamPayload"] + ["InvalidInput"] * 3

    await race(teaming, "team: form × 4", cast=2, acts=4, play=play, trials=TRIALS)


@pytest.mark.requirement("R38")
async def test_answers_and_changes_at_once_end_in_one_version_and_no_deadlock(teaming: ProofWorld) -> None:
    """Whoever answers is told yes, or that the terms changed; nobody has agreed to a version they did not read."""

    async def play(cast: list[Person]) -> None:
        ada, bob, cem, dan = cast
        shop = await shop_of(ada)
        team = await a_team(shop, ada, bob, cem, dan)
        results = await at_once(
            says(bob, team),
            says(cem, team),
            does(dan, "setTeamTerms", teamId=team["id"], terms=hours(4, price=False)),
            says(dan, team),
        )
        assert {each["__typename"] for each in results} <= {
            "AnswerTeamPayload",
            "SetTeamTermsPayload",
            "TermsChanged",
        }
        (mine,) = await teams(ada)
        assert mine["termsVersion"] == 2
        assert {each["freelancer"]["handle"] for each in mine["members"] if each["consent"] == "ACCEPTED"} <= {
            dan.handle  # who had agreed to what they changed
        }

    await race(teaming, "team: answers / terms", cast=4, acts=4, play=play, trials=TRIALS)


@pytest.fixture
def controls(proof: ProofWorld, strict_driver: neo4j.AsyncDriver) -> Controls:
    """Naive acts in an empty marketplace."""
    return Controls(proof, strict_driver)


async def left(controls: Controls, pairs: list[Pair]) -> list[Data]:
    """What the controls of teams have left."""
    ids = [(one.id, other.id) for one, other in pairs]
    return await controls.world.cypher(control("left_of_teams"), pairs=ids)


async def test_adding_up_first_books_the_last_hours_twice(controls: Controls) -> None:
    """The control of booking: two leads at once, and both are told yes."""

    async def trial() -> bool:
        pairs = await controls.strangers()
        for lead, member in pairs:
            await at_once(*(controls.acts("book", member, lead) for _ in range(4)))  # type: ignore[arg-type]  # controls tell yes or no
        return most(await left(controls, pairs), "hours") > 30

    assert await lost(trial)


@pytest.mark.parametrize(
    ("acts", "column"),
    [
        (("join", "finish"), "dangling"),
        (("hire_team", "take_team_back"), "both"),
        (("hire_team", "set_terms"), "changed"),
        (("join", "set_terms"), "unread"),
    ],
    ids=str,
)
async def test_looking_first_is_lost_to_whoever_acts_in_the_same_moment(
    controls: Controls, acts: tuple[str, str], column: str
) -> None:
    """The controls of completing, of hiring and of agreeing: both are told yes, and what is left contradicts itself."""

    async def trial() -> bool:
        pairs = await controls.strangers()
        await controls.world.cypher(control("set_teams"), pairs=[(one.id, other.id) for one, other in pairs])
        for lead, member in pairs:
            await at_once(*(controls.acts(each, *_sides(each, lead, member)) for each in acts))  # type: ignore[arg-type]  # controls tell yes or no
        return most(await left(controls, pairs), column) > 0

    assert await lost(trial)


def _sides(act: str, lead: Person, member: Person) -> Pair:
    """Who acts, and with whom: members join, leads do the rest."""
    return (member, lead) if act == "join" else (lead, member)


async def test_looking_first_has_one_lead_lead_two_teams(controls: Controls) -> None:
    """The control of forming: four times at once, and more than one is told yes."""

    async def trial() -> bool:
        pairs = await controls.strangers()
        for lead, member in pairs:
            await at_once(*(controls.acts("form_team", lead, member) for _ in range(4)))  # type: ignore[arg-type]  # controls tell yes or no
        return most(await left(controls, pairs), "teams") > 1

    assert await lost(trial)
