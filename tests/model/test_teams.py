"""The rule book of teams, cell by cell, and what each step needs (R36, R38)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from confrere.graph import errors
from confrere.graph.model.jobs import JobConcern, JobState, ProposalState
from confrere.graph.model.notifications import NotificationKind
from confrere.graph.model.rules import Phase, Rules
from confrere.graph.model.team_acts import Asked, Plan, TeamWish, decide, ends_with_hiring, may_offer
from confrere.graph.model.team_table import ACTS, TABLE, Said, Step, TeamAct
from confrere.graph.model.teams import Membership, MemberTerms, Seen, Standing, Team, TeamForm, TeamScene, TeamStage
from confrere.graph.model.transitions import EventKind

RULES = Rules(phase=Phase.TEAMS)
TERMS = MemberTerms(Decimal(10), "", 90_000, "EUR")
FREE = MemberTerms(Decimal(10))
MEMBERS = {
    Standing.ASKED: Membership("bob", terms=FREE),
    Standing.AGREED: Membership("bob", terms=FREE, agreed_to=1),
    Standing.DECLINED: Membership("bob", terms=FREE, has_declined=True),
    Standing.GONE: Membership("bob", terms=FREE, agreed_to=1, is_gone=True),
}
HERE = Seen(is_active=True, is_connected=True, hours=Decimal(30))


def a_team(*others: Membership, form: TeamForm = TeamForm.COLLABORATION, agreed_to: int | None = 1) -> Team:
    """A team that Ada leads."""
    lead = Membership("ada", is_lead=True, terms=FREE, agreed_to=agreed_to)
    return Team("TM_1", form, 1, len(others) + 1, (lead, *others))


def scene(me: str, team: Team | None = None, **more: Any) -> TeamScene:
    """What is read of an act by somebody."""
    people: dict[str, Any] = dict.fromkeys(("ada", "bob", "cem", "dan"), HERE)
    concerns = frozenset({JobConcern.INVITED})
    return replace(TeamScene(me, job="JO_1", concerns=concerns, team=team, people=people), **more)


def wish(said: Said) -> TeamWish:
    """An act as its actor would say it."""
    act, answer = said
    members = (Asked("bob", terms=FREE),) if act is TeamAct.CHANGE_TEAM else ()
    terms = MemberTerms(Decimal(5)) if act is TeamAct.SET_TEAM_TERMS else None
    return TeamWish(act, answer=answer, version=1, members=members, terms=terms)


def forming(form: TeamForm = TeamForm.COLLABORATION, *members: Asked, terms: MemberTerms | None = None) -> TeamWish:
    """Ada asks people."""
    return TeamWish(TeamAct.FORM_TEAM, form=form, members=members or (Asked("bob", terms=FREE),), terms=terms)


def came_of(plan: Plan) -> Step:
    """Which step a plan is."""
    if plan.ends:
        return Step.END
    if plan.declined or plan.left:
        return Step.DECLINE if plan.declined else Step.LEAVE
    kinds = {each.kind for each in plan.happenings}
    for kind, step in (
        (EventKind.TEAM_TERMS_ACCEPTED, Step.AGREE),
        (EventKind.TEAM_TERMS_SET, Step.SET_TERMS),
        (EventKind.TEAM_CHANGED, Step.CHANGE),
    ):
        if kind in kinds:
            return step
    assert plan == Plan(version=1, size=plan.size)
    return Step.NOTHING


def test_the_table_is_total() -> None:
    """Every act has a cell for the lead and for members, however they stand."""
    assert {*TABLE} == {True, False}
    for rows in TABLE.values():
        assert {*rows} == {*Standing}
        assert all({*row} == {*ACTS} for row in rows.values())


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("said", ACTS, ids=str)
@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.NOBODY])
def test_a_members_act_does_what_its_cell_says(standing: Standing, said: Said) -> None:
    """For each way of standing in a team."""
    team = a_team(MEMBERS[standing], Membership("cem", terms=FREE))
    step = TABLE[False][standing][said]
    match step:
        case Step.NOT_FOUND:
            with pytest.raises(errors.NotFound):
                decide(wish(said), scene("bob", team), RULES)
        case Step.NOT_ALLOWED:
            with pytest.raises(errors.NotAllowed):
                decide(wish(said), scene("bob", team), RULES)
        case _:
            assert came_of(decide(wish(said), scene("bob", team), RULES)) is step


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("said", ACTS, ids=str)
@pytest.mark.parametrize("agreed_to", [1, None])
def test_a_leads_act_does_what_its_cell_says(agreed_to: int | None, said: Said) -> None:
    """Whether or not the lead has agreed to the present terms."""
    team = a_team(MEMBERS[Standing.AGREED], agreed_to=agreed_to)
    standing = Standing.AGREED if agreed_to else Standing.ASKED
    assert came_of(decide(wish(said), scene("ada", team), RULES)) is TABLE[True][standing][said]


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("said", ACTS, ids=str)
def test_a_team_without_its_lead_is_nobodys(said: Said) -> None:
    """Whatever its members do; and so is one that does not exist, or that others are in."""
    lead = Membership("ada", is_lead=True, terms=FREE, agreed_to=1, is_gone=True)
    dead = replace(a_team(), members=(lead, MEMBERS[Standing.AGREED]), size=2)
    for team in (dead, None, a_team(Membership("cem"))):
        with pytest.raises(errors.NotFound):
            decide(wish(said), scene("bob", team), RULES)


@pytest.mark.requirement("R36")
def test_who_is_no_longer_connected_with_the_lead_cannot_consent() -> None:
    """The question goes with the connection; who has agreed stays in it."""
    apart = {**scene("bob").people, "bob": replace(HERE, is_connected=False)}
    with pytest.raises(errors.NotFound):
        decide(wish(ACTS[0]), scene("bob", a_team(MEMBERS[Standing.ASKED]), people=apart), RULES)
    kept = decide(wish(ACTS[0]), scene("bob", a_team(MEMBERS[Standing.AGREED]), people=apart), RULES)
    assert came_of(kept) is Step.NOTHING


@pytest.mark.requirement("R38")
def test_each_form_has_a_switch_and_a_phase() -> None:
    """Off, or too early, it is not offered."""
    for form in TeamForm:
        asked = Asked("bob", terms=FREE if form is TeamForm.COLLABORATION else TERMS)
        decide(forming(form, asked), scene("ada"), RULES)
        off = replace(RULES, team_forms=RULES.team_forms - {form})
        for rules in (off, replace(RULES, phase=Phase.NETWORK_PLUS)):
            with pytest.raises(errors.RolloutClosed):
                decide(forming(form, asked), scene("ada"), rules)


@pytest.mark.requirement("R36")
@pytest.mark.parametrize(
    "seen",
    [
        None,
        Seen(is_active=False, is_connected=True),
        Seen(is_active=True, is_connected=False),
        Seen(is_active=True, is_connected=True, is_blocked=True),
    ],
)
def test_who_is_not_in_the_network_is_refused_alike_whatever_the_reason(seen: Seen | None) -> None:
    """Nobody at all, deactivated, a stranger, or parted by a block."""
    people = {"ada": HERE} | ({"bob": seen} if seen else {})
    with pytest.raises(errors.NotInNetwork) as refused:
        decide(forming(), scene("ada", people=people), RULES)
    assert refused.value.people == ("bob",)


@pytest.mark.requirement("R37")
def test_two_whom_a_block_parts_get_the_one_error() -> None:
    """It tells nothing of them."""
    members = (Asked("bob", terms=FREE), Asked("cem", terms=FREE))
    with pytest.raises(errors.Unavailable):
        decide(
            forming(TeamForm.COLLABORATION, *members),
            scene("ada", blocks=frozenset({frozenset({"bob", "cem"})})),
            RULES,
        )


@pytest.mark.requirement("R38")
@pytest.mark.parametrize(
    ("form", "offered", "own"),
    [
        (TeamForm.COLLABORATION, TERMS, None),
        (TeamForm.COLLABORATION, None, None),
        (TeamForm.COLLABORATION, FREE, TERMS),
        (TeamForm.SUBCONTRACT, FREE, None),
        (TeamForm.SUBCONTRACT, None, None),
        (TeamForm.JOINT_PROPOSAL, FREE, None),
    ],
)
def test_terms_are_those_of_the_form(form: TeamForm, offered: MemberTerms | None, own: MemberTerms | None) -> None:
    """No money in a collaboration, a fixed price for each sub, a price of each who proposes."""
    with pytest.raises(errors.InvalidInput):
        decide(forming(form, Asked("bob", terms=offered), terms=own), scene("ada"), RULES)


@pytest.mark.requirement("R38")
def test_nobody_is_booked_beyond_their_hours() -> None:
    """Neither the lead who forms nor the member who agrees."""
    busy = {**scene("ada").people, "ada": replace(HERE, booked=Decimal(25)), "bob": replace(HERE, booked=Decimal(25))}
    with pytest.raises(errors.HoursExceeded) as refused:
        decide(forming(terms=FREE), scene("ada", people=busy), RULES)
    assert refused.value.hours_left == 5
    with pytest.raises(errors.HoursExceeded):
        decide(wish(ACTS[0]), scene("bob", a_team(MEMBERS[Standing.ASKED]), people=busy), RULES)


@pytest.mark.requirement("R36")
@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"concerns": frozenset()}, errors.NotFound),
        ({"concerns": frozenset({JobConcern.TEAM})}, errors.NotFound),
        ({"state": JobState.FILLED}, errors.JobClosed),
        ({"state": JobState.COMPLETED}, errors.JobClosed),
        ({"mine": ProposalState.DECLINED}, errors.JobClosed),
        ({"leads_one": True}, errors.InvalidInput),
    ],
)
def test_a_job_takes_a_team_while_it_is_open_to_its_lead(
    changed: dict[str, Any], refusal: type[errors.Refused]
) -> None:
    """Not another's job, not one that is taken, not after a no, and one team for each lead."""
    with pytest.raises(refusal):
        decide(forming(), scene("ada", **changed), RULES)


@pytest.mark.requirement("R38")
def test_a_hired_prime_may_still_find_subs() -> None:
    """The job is filled, by the prime."""
    hired = scene("ada", state=JobState.FILLED, concerns=frozenset({JobConcern.HIRED}))
    assert decide(forming(TeamForm.SUBCONTRACT, Asked("bob", terms=TERMS)), hired, RULES).is_new
    with pytest.raises(errors.JobClosed):
        decide(forming(), hired, RULES)


@pytest.mark.requirement("R38")
def test_the_last_yes_informs_the_client_of_a_subcontract_alone() -> None:
    """And the lead hears that all agreed, once."""
    for form in TeamForm:
        team = a_team(MEMBERS[Standing.AGREED], Membership("cem", terms=TERMS), form=form)
        plan = decide(wish(ACTS[0]), scene("cem", team), RULES)
        assert plan.informs is (form is TeamForm.SUBCONTRACT)
        assert [(each.to, each.kind) for each in plan.told] == [("ada", NotificationKind.TEAM_AGREED)]
    first = decide(wish(ACTS[0]), scene("bob", a_team(MEMBERS[Standing.ASKED], Membership("cem"))), RULES)
    assert (first.told, first.informs) == ((), False)


@pytest.mark.requirement("R38")
def test_a_team_at_work_changes_only_where_somebody_left() -> None:
    """Who works stays on their terms; a substitute is asked, and nobody else again."""
    team = replace(
        a_team(MEMBERS[Standing.AGREED], Membership("cem", terms=TERMS, is_gone=True), form=TeamForm.JOINT_PROPOSAL),
        offer=ProposalState.ACCEPTED,
    )
    at_work = scene("ada", team, state=JobState.FILLED, lead_is_hired=True)
    assert at_work.stage() is TeamStage.WORKING
    for members in ((Asked("dan", terms=TERMS),), (Asked("bob", terms=TERMS), Asked("dan", terms=TERMS))):
        with pytest.raises(errors.NotAllowed):
            decide(TeamWish(TeamAct.CHANGE_TEAM, members=members), at_work, RULES)
    plan = decide(TeamWish(TeamAct.CHANGE_TEAM, members=(Asked("bob"), Asked("dan", terms=TERMS))), at_work, RULES)
    assert (plan.version, plan.size, plan.removed) == (1, 3, ("cem",))
    assert {each.person: each.agreed_to for each in plan.put} == {"ada": 1, "bob": 1, "dan": None}
    assert [each.to for each in plan.told] == ["dan"]


@pytest.mark.requirement("R38")
def test_filling_a_job_ends_every_other_team_for_it() -> None:
    """The hired team stays, and so do the subs of a hired prime."""
    joint, subs = a_team(form=TeamForm.JOINT_PROPOSAL), a_team(form=TeamForm.SUBCONTRACT)
    assert not ends_with_hiring(joint, hired="ada", by_offer_of=joint.id)
    assert ends_with_hiring(replace(joint, id="TM_2"), hired="ada", by_offer_of=joint.id)
    assert not ends_with_hiring(subs, hired="ada", by_offer_of="")
    assert ends_with_hiring(subs, hired="bob", by_offer_of="")
    assert ends_with_hiring(joint, hired="ada", by_offer_of="")


@pytest.mark.requirement("R38")
@pytest.mark.parametrize(
    ("team", "who", "refusal"),
    [
        (None, "ada", errors.NotFound),
        (a_team(MEMBERS[Standing.AGREED]), "cem", errors.NotFound),
        (a_team(MEMBERS[Standing.AGREED]), "bob", errors.NotAllowed),
        (a_team(MEMBERS[Standing.ASKED]), "ada", errors.InvalidInput),
        (a_team(MEMBERS[Standing.GONE]), "ada", errors.InvalidInput),
        (a_team(MEMBERS[Standing.AGREED], form=TeamForm.SUBCONTRACT), "ada", errors.InvalidInput),
    ],
)
def test_a_team_is_offered_by_its_lead_when_all_agree(
    team: Team | None, who: str, refusal: type[errors.Refused]
) -> None:
    """Not by a member, not with somebody missing, and not as a subcontract."""
    with pytest.raises(refusal):
        may_offer(team, who)
    may_offer(a_team(MEMBERS[Standing.AGREED]), "ada")
