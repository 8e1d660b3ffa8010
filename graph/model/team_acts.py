"""What comes of an act on a team (R36, R38).

``decide`` looks the step up in ``team_table``, checks what it needs and returns the whole of what is to be written and
told. Nothing reaches a client before all have agreed, and every change asks for consent again.
"""

from dataclasses import dataclass, replace

from .. import errors
from .jobs import Answer, JobConcern, JobState, ProposalState
from .notifications import NotificationKind
from .rollout import is_open
from .rules import Rules
from .team_table import TABLE, Step, TeamAct
from .team_terms import fills, fits_form, has_hours, may_ask, may_be_in, may_change, must_set
from .teams import FEATURES, Membership, MemberTerms, Standing, Team, TeamForm, TeamScene, TeamStage
from .transitions import EventKind


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whom the lead wants in the team."""

    person: str
    skills: tuple[str, ...] = ()
    terms: MemberTerms | None = None


@dataclass(frozen=True, slots=True)
class TeamWish:
    """What is to be done, with the values that it needs."""

    act: TeamAct
    answer: Answer | None = None
    version: int = 0
    """The version the actor has read."""
    form: TeamForm = TeamForm.COLLABORATION
    members: tuple[Asked, ...] = ()
    terms: MemberTerms | None = None
    skills: tuple[str, ...] | None = None
    """The seats that the lead fills; None leaves them as they are."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the ledger: who did what, with whom."""

    kind: EventKind
    a: str
    b: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one person hears."""

    to: str
    kind: NotificationKind
    about: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an act writes; empty where everything is so already."""

    put: tuple[Membership, ...] = ()
    """Memberships as they are to stand."""
    removed: tuple[str, ...] = ()
    declined: str = ""
    left: str = ""
    version: int = 1
    size: int = 0
    is_new: bool = False
    informs: bool = False
    """Whether the client is told of a subcontract now."""
    ends: bool = False
    happenings: tuple[Happening, ...] = ()
    told: tuple[Told, ...] = ()


def decide(wish: TeamWish, scene: TeamScene, rules: Rules) -> Plan:
    """Returns what to write.

    Raises:
        RolloutClosed: this form is not offered.
        NotFound: the job or the team does not exist for the actor.
        NotAllowed: it is somebody else's to do, or no longer possible while the team works.
        JobClosed: the job no longer takes a team.
        NotInNetwork: somebody named is not in the lead's network, whatever the reason.
        Unavailable: two who are named cannot be in one team (R37).
        HoursExceeded: the actor would be booked beyond their hours.
        TermsChanged: the actor has read an older version.
        QuotaReached: the actor asked people often enough today.
        InvalidInput: terms that do not fit the form, skills that do not fit the job or the person, somebody who said
            no often enough, or one more than the client hired.
    """
    if wish.act is TeamAct.FORM_TEAM:
        return _form(wish, scene, rules)
    team = scene.team
    membership = team.of(scene.me) if team else None
    is_lead = bool(membership and membership.is_lead)
    standing = team.standing(scene.me) if team else Standing.NOBODY
    step = TABLE[is_lead][standing][wish.act, wish.answer]
    if team is None or membership is None or step is Step.NOT_FOUND:
        raise errors.NotFound(path=("input", "teamId"))
    if not is_lead and standing is Standing.ASKED and not scene.people[scene.me].is_connected:
        raise errors.NotFound(path=("input", "teamId"))  # the question goes with the connection (R36)
    match step:
        case Step.NOTHING:
            return Plan(version=team.version, size=team.size)
        case Step.AGREE:
            return _agree(wish, scene, team, membership)
        case Step.DECLINE | Step.LEAVE:
            return _go(team, scene.me, is_decline=step is Step.DECLINE)
        case Step.END:
            return ending(team, scene.me)
        case Step.SET_TERMS:
            return _set_terms(wish, scene, team, membership, rules)
        case Step.CHANGE:
            return _change(wish, scene, team, membership, rules)
        case _:
            raise errors.NotAllowed


def ending(team: Team, actor: str) -> Plan:
    """Returns how a team ceases to exist: who did not decline hears of it, and the ledger keeps who was in it."""
    others = [each for each in team.present() if each.person != actor]
    return Plan(
        version=team.version,
        size=team.size,
        ends=True,
        happenings=(
            Happening(EventKind.TEAM_ENDED, actor),
            *(Happening(EventKind.TEAM_ENDED, actor, each.person) for each in others),
        ),
        # Of a team whose lead has gone nobody sees anything already.
        told=tuple(Told(each.person, NotificationKind.TEAM_ENDED, actor) for each in others if team.is_live()),
    )


def parting(team: Team, who: str) -> Plan | None:
    """Returns how a team goes on without somebody who blocks another in it: as if they had left.

    None where they were out of it before.
    """
    if team.standing(who) not in {Standing.ASKED, Standing.AGREED}:
        return None
    return ending(team, who) if team.lead_id() == who else _go(team, who, is_decline=False)


def ends_with_hiring(team: Team, *, hired: str, by_offer_of: str) -> bool:
    """Tells whether a team for a job ends when the job is filled: all but the hired one and the prime's subcontract."""
    if team.form is TeamForm.SUBCONTRACT and not by_offer_of:
        return team.lead_id() != hired
    return team.id != by_offer_of


def _form(wish: TeamWish, scene: TeamScene, rules: Rules) -> Plan:
    if not is_open(FEATURES[wish.form], rules.phase) or wish.form not in rules.team_forms:
        raise errors.RolloutClosed(rules.audience, rules.phase)
    if not scene.concerns - {JobConcern.TEAM}:
        raise errors.NotFound(path=("input", "jobId"))
    is_hired_prime = wish.form is TeamForm.SUBCONTRACT and JobConcern.HIRED in scene.concerns
    is_taken = scene.state is not JobState.OPEN and not (scene.state is JobState.FILLED and is_hired_prime)
    if is_taken or scene.mine is ProposalState.DECLINED:
        raise errors.JobClosed(scene.job)
    if scene.leads_one:
        raise errors.InvalidInput("You lead a team for this job already. Change that one.", path=("input", "jobId"))
    may_be_in([each.person for each in wish.members], scene)
    may_ask([each.person for each in wish.members], scene)
    fits_form(wish.form, wish.terms, ("input", "terms"), is_own=True)
    fills(scene.me, wish.skills or (), scene, ("input", "leadSkillIds"))
    for each in wish.members:
        fits_form(wish.form, each.terms, ("input", "members", "terms"), is_own=False)
        fills(each.person, each.skills, scene, ("input", "members", "skillIds"))
    has_hours(scene.people[scene.me], wish.terms, ("input", "terms", "weeklyHours"))
    may_change(scene, rules)
    agreed_to = None if must_set(wish.form, wish.terms) else 1
    lead = Membership(scene.me, is_lead=True, skills=wish.skills or (), terms=wish.terms, agreed_to=agreed_to)
    return Plan(
        put=(lead, *(Membership(each.person, skills=each.skills, terms=each.terms) for each in wish.members)),
        size=len(wish.members) + 1,
        is_new=True,
        happenings=(
            Happening(EventKind.TEAM_FORMED, scene.me),
            *(Happening(EventKind.TEAM_MEMBER_ASKED, scene.me, each.person) for each in wish.members),
        ),
        told=tuple(Told(each.person, NotificationKind.TEAM_INVITED, scene.me) for each in wish.members),
    )


def _agree(wish: TeamWish, scene: TeamScene, team: Team, membership: Membership) -> Plan:
    if wish.version != team.version:
        raise errors.TermsChanged(team.id)
    if must_set(team.form, membership.terms):
        raise errors.InvalidInput("Set your own terms first.", path=("input", "teamId"))
    has_hours(scene.people[scene.me], membership.terms, ("input", "teamId"))
    agreed = replace(membership, agreed_to=team.version)
    after = replace(team, members=tuple(agreed if each.person == scene.me else each for each in team.members))
    lead = team.lead_id()
    is_done = after.has_agreed()
    told = Told(lead, NotificationKind.TEAM_AGREED, scene.me) if is_done and lead != scene.me else None
    return Plan(
        put=(agreed,),
        version=team.version,
        size=team.size,
        informs=is_done and team.form is TeamForm.SUBCONTRACT,
        happenings=(Happening(EventKind.TEAM_TERMS_ACCEPTED, scene.me, None if lead == scene.me else lead),),
        told=(told,) if told else (),
    )


def _go(team: Team, who: str, *, is_decline: bool) -> Plan:
    lead = team.lead_id()
    return Plan(
        declined=who if is_decline else "",
        left="" if is_decline else who,
        version=team.version,
        size=team.size,
        happenings=(Happening(EventKind.TEAM_TERMS_DECLINED if is_decline else EventKind.TEAM_LEFT, who, lead),),
        told=(Told(lead, NotificationKind.TEAM_MEMBER_LEFT, who),),
    )


def _set_terms(wish: TeamWish, scene: TeamScene, team: Team, membership: Membership, rules: Rules) -> Plan:
    if scene.stage() is TeamStage.WORKING:
        raise errors.NotAllowed("The client hired the team on its terms: they stand until the job is done.")
    if team.form is TeamForm.SUBCONTRACT and not membership.is_lead:
        raise errors.NotAllowed("In a subcontract the prime offers a fixed price. Accept it, or decline.")
    if not membership.is_lead and not scene.people[scene.me].is_connected:
        raise errors.NotAllowed("You and the lead are not connected any more: what you agreed to stands as it is.")
    fits_form(team.form, wish.terms, ("input", "terms"), is_own=True)
    has_hours(scene.people[scene.me], wish.terms, ("input", "terms", "weeklyHours"))
    if wish.terms == membership.terms:
        return Plan(version=team.version, size=team.size)
    may_change(scene, rules)
    version = team.version + 1
    # Whoever had agreed to the terms they changed has agreed to what they made of them.
    agreed_to = version if membership.agreed_to == team.version else None
    others = [each.person for each in team.present() if each.person != scene.me]
    lead = team.lead_id()
    return Plan(
        put=(replace(membership, terms=wish.terms, agreed_to=agreed_to),),
        version=version,
        size=team.size,
        happenings=(Happening(EventKind.TEAM_TERMS_SET, scene.me, None if lead == scene.me else lead),),
        told=tuple(Told(each, NotificationKind.TEAM_INVITED, scene.me) for each in others),
    )


def _change(wish: TeamWish, scene: TeamScene, team: Team, membership: Membership, rules: Rules) -> Plan:
    may_be_in([each.person for each in wish.members], scene)
    is_working = scene.stage() is TeamStage.WORKING
    in_it = {each.person: each for each in team.present() if not each.is_lead}
    wanted = {each.person: each for each in wish.members}
    if is_working and any(_is_other(wanted.get(each.person), each) for each in in_it.values()):
        raise errors.NotAllowed("The client hired these people on these terms. Only who left can be replaced.")
    if is_working and len(wanted) >= team.size:
        raise errors.InvalidInput(
            f"The client hired a team of {team.size}. Name who is in it and, at most, one for each who left.",
            path=("input", "members"),
            code="TOO_LONG",
            limit=team.size - 1,
        )
    may_ask([each for each in wanted if each not in in_it], scene)
    for each in wish.members:
        is_new = each.person not in in_it
        if is_new or each.terms:
            fits_form(team.form, each.terms, ("input", "members", "terms"), is_own=False)
        if is_new or not is_working:
            fills(each.person, each.skills, scene, ("input", "members", "skillIds"))
    skills = membership.skills if wish.skills is None or is_working else wish.skills
    fills(scene.me, () if skills == membership.skills else skills, scene, ("input", "leadSkillIds"))
    may_change(scene, rules)
    version = team.version if is_working else team.version + 1
    agreed_to = version if membership.agreed_to == team.version else None
    put = [replace(membership, skills=skills, agreed_to=agreed_to)]
    for each in wish.members:
        before = in_it.get(each.person)
        if before is None:
            put.append(Membership(each.person, skills=each.skills, terms=each.terms))
        elif is_working:
            put.append(before)
        else:
            put.append(replace(before, skills=each.skills, terms=each.terms or before.terms, agreed_to=None))
    asked = [each for each in wanted if each not in in_it or not is_working]
    removed = tuple(each.person for each in team.members if not each.is_lead and each.person not in wanted)
    return Plan(
        put=tuple(put),
        removed=removed,
        version=version,
        size=len(wish.members) + 1,
        happenings=(
            Happening(EventKind.TEAM_CHANGED, scene.me),
            *(Happening(EventKind.TEAM_MEMBER_REMOVED, scene.me, each) for each in removed),
            *(Happening(EventKind.TEAM_MEMBER_ASKED, scene.me, each) for each in asked),
        ),
        told=tuple(Told(each, NotificationKind.TEAM_INVITED, scene.me) for each in asked),
    )


def _is_other(wanted: Asked | None, before: Membership) -> bool:
    """Tells whether somebody who works in the team would be put out of it or get other terms."""
    return wanted is None or (wanted.terms is not None and wanted.terms != before.terms)


def may_offer(team: Team | None, person: str) -> None:
    """Checks that somebody may send a team's proposal to the client now.

    Raises:
        NotFound: there is no such team for them.
        NotAllowed: another leads it.
        InvalidInput: not everybody has agreed, or a prime sends a proposal of their own.
    """
    path = ("input", "content", "teamId")
    if team is None or team.standing(person) not in {Standing.AGREED, Standing.ASKED}:
        raise errors.NotFound(path=path)
    if team.lead_id() != person:
        raise errors.NotAllowed
    if team.form is TeamForm.SUBCONTRACT:
        raise errors.InvalidInput("A prime sends a proposal of their own; the client sees the subs with it.", path=path)
    if not team.has_agreed():
        raise errors.InvalidInput("Everybody must agree to the present terms first.", path=path)
