"""Acts on jobs: lock, look, decide, write, in one transaction, as acts on a pair are; and jobs as one may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .chance import Chance, new_id
from .errors import AccountClosed, InvalidInput, NotAFreelancer, NotAllowed, NotYourself
from .locking import trying
from .model.eligibility import DAY
from .model.ids import IdKind, kind_of
from .model.jobs import (
    Answer,
    JobAct,
    JobConcern,
    JobState,
    JobWish,
    ProposalState,
    ReferralState,
    Scene,
    decide,
    may_offer_more,
)
from .model.people import Status
from .model.rules import Rules
from .model.team_acts import ending, ends_with_hiring, may_offer
from .model.teams import Team
from .model.transitions import EventKind
from .operations import digest, is_repeat, operation_id
from .queries import query
from .store import Row, Store, Transaction
from .teams import JOINING, did_the_job, end_teams, lock_teams, record, teams_of, tell_of

WITH_TEAMS = {
    JobAct.ANSWER_PROPOSAL,
    JobAct.COMPLETE_JOB,
    JobAct.CANCEL_JOB,
    JobAct.OPEN_PROPOSAL,
    JobAct.WITHDRAW_PROPOSAL,
}
"""Acts that can end teams, so that everybody in one is locked as well, and those that name a proposal like them.

Finding a proposal by its id in a query that writes locks an entry of the index: all of these take people, job and
entry in one order.
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a freelancer promises in a proposal."""

    hours: Decimal
    description: str = ""
    price_minor: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class JobRequest:
    """What somebody asks for: an act on a job, or on a named referral or proposal."""

    wish: JobWish
    me: str
    job: str = ""
    other: str = ""
    referral: str = ""
    proposal: str = ""
    note: str = ""
    offer: Offer | None = None
    team: str = ""
    """The team that offers."""
    key: str | None = None
    """The caller's idempotency key; None makes the act unrepeatable."""

    @property
    def digest(self) -> str:
        """Returns a hash of the input, to tell a repeat from another use of the key."""
        named = (self.job, self.other, self.referral, self.proposal, self.note, self.team)
        return digest(*named, self.wish.answer, repr(self.offer))


@dataclass(frozen=True, slots=True)
class JobDone:
    """What came of an act; what it changed is read again by whoever asked."""

    job: str
    other: str
    made: str | None
    """The proposal or the referral that was made."""
    ended: tuple[str, ...] = ()
    """Teams that ceased to exist with it; one whose lead had gone was none any more."""


async def act_on_job(store: Store, request: JobRequest, *, now: datetime, chance: Chance, rules: Rules) -> JobDone:
    """Performs one act on a job, exactly once for each idempotency key.

    Raises:
        Refused: a rule says no, and nothing was written.
        AccountClosed: the actor's own account cannot act.
        IdempotencyConflict: the key was used before with another input.
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``.
    """
    if request.wish.act is JobAct.REFER_FREELANCER and request.other == request.me:
        raise NotYourself(path=("input", "freelancerId"))
    if request.other and kind_of(request.other) is not IdKind.FREELANCER:
        raise NotAFreelancer(path=("input", "freelancerId"))
    operation = operation_id(request.me, request.wish.act, request.key, chance)
    event_id = new_id(IdKind.EVENT, chance)
    is_referral = request.wish.act is JobAct.REFER_FREELANCER
    made = new_id(IdKind.REFERRAL if is_referral else IdKind.PROPOSAL, chance)
    made_before = "referredAs" if is_referral else "proposedAs"

    async def work(transaction: Transaction) -> JobDone:
        with_teams = bool(request.team) or request.wish.act in WITH_TEAMS
        locked, job = await _lock_teams(transaction, request) if with_teams else (set[str](), request.job)
        seen = await _locked(transaction, request, operation, job=job, now=now)
        if is_repeat(seen, request.digest):
            return JobDone(seen["doneJob"], seen["doneOther"] or "", seen[made_before], tuple(seen["doneTeams"]))
        teams = await teams_of(transaction, seen["job"], locked=None if request.team else locked) if with_teams else []
        offering = next((each for each in teams if each.id == request.team), None)
        if request.team:
            may_offer(offering, request.me)
        change = decide(request.wish, _scene(seen), rules)
        job, other = seen["job"], "" if seen["other"] == request.me else seen["other"]
        proposal = _terms(made, request.offer) if offering is None else _offer_of(made, offering)
        ended = _ended(request.wish, teams, proposer=seen["other"]) if change else []
        if change or request.key:  # an act that changed nothing is remembered under its key as well
            effect, kind = change or ("", EventKind.NOTHING_CHANGED)
            await transaction.run(
                query("jobs/change"),
                me=request.me,
                other=other,
                job=job,
                now=now,
                effects=[effect],
                referral={"id": made, "note": request.note or None},
                answered=request.referral,
                proposal=proposal,
                event={
                    "id": event_id,
                    "kind": kind,
                    "operation": operation,
                    "digest": request.digest,
                    "teams": [each.id for each in ended if each.is_live()] or None,
                },
            )
        if ended:
            is_done = request.wish.act is JobAct.COMPLETE_JOB
            await end_teams(transaction, {each.id: did_the_job(each) if is_done else () for each in ended}, now=now)
            for team in ended:
                plan = ending(team, request.me)
                about = {"team": team.id, "form": team.form}
                await record(transaction, plan.happenings, job=job, about=about, first={}, now=now, chance=chance)
                await tell_of(transaction, plan.told, team=team.id, job=job, now=now, chance=chance)
        return JobDone(job, other, made, tuple(each.id for each in ended if each.is_live()))

    return await trying(store, work, sentence=JOINING)


async def _lock_teams(transaction: Transaction, request: JobRequest) -> tuple[set[str], str]:
    """Locks everybody in a team for the job beside those who act; returns who is locked, and the job."""
    people = (request.me, request.other)
    if request.team:
        return await lock_teams(transaction, people, team=request.team)
    return await lock_teams(transaction, people, job=request.job, proposal=request.proposal)


def _ended(wish: JobWish, teams: Sequence[Team], *, proposer: str) -> list[Team]:
    """Returns the teams that cease to exist with an act on their job."""
    if wish.act in {JobAct.COMPLETE_JOB, JobAct.CANCEL_JOB}:
        return list(teams)
    if wish.act is not JobAct.ANSWER_PROPOSAL:
        return []
    if wish.answer is Answer.DECLINE:  # who is turned down cannot offer again, alone or with others
        return [each for each in teams if each.lead_id() == proposer]
    offering = next((each.id for each in teams if each.lead_id() == proposer and each.offer is ProposalState.SENT), "")
    return [each for each in teams if ends_with_hiring(each, hired=proposer, by_offer_of=offering)]


@dataclass(frozen=True, slots=True)
class Line:
    """A skill that a job requires, or wishes for where it has a weight."""

    skill: str
    level: int
    seats: int
    hours: Decimal
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NewJob:
    """What a client posts."""

    title: str
    description: str
    time_zone: str
    requirements: tuple[Line, ...]
    is_private: bool = False
    budget_minor: int | None = None
    currency: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None


async def post_job(
    store: Store, job: NewJob, *, me: str, key: str | None, now: datetime, chance: Chance, rules: Rules
) -> str:
    """Posts a job, exactly once for each idempotency key, and returns its id.

    Raises:
        NotAllowed: only clients post jobs, and so many a day.
        InvalidInput: a skill that does not exist.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: see ``act_on_job``.
    """
    if kind_of(me) is not IdKind.CLIENT:
        raise NotAllowed("Only clients post jobs. Freelancers are invited to them or referred for them.")
    request = JobRequest(JobWish(JobAct.POST_JOB), me, note=repr(job), key=key)
    operation = operation_id(me, JobAct.POST_JOB, key, chance)
    event_id, job_id = new_id(IdKind.EVENT, chance), new_id(IdKind.JOB, chance)

    async def work(transaction: Transaction) -> str:
        seen = await _locked(transaction, request, operation, job=request.job, now=now)
        if is_repeat(seen, request.digest):
            return str(seen["doneJob"])
        may_offer_more(seen["offeredToday"], rules)
        rows = await transaction.run(
            query("jobs/post"),
            me=me,
            now=now,
            job={
                "id": job_id,
                "title": job.title,
                "description": job.description,
                "isPrivate": job.is_private,
                "budgetMinor": job.budget_minor,
                "currency": job.currency,
                "startsOn": job.starts_on,
                "endsOn": job.ends_on,
                "timeZone": job.time_zone,
            },
            requirements=[
                {
                    "skill": each.skill,
                    "level": each.level,
                    "seats": each.seats,
                    "weeklyHours": float(each.hours),
                    "weight": None if each.weight is None else float(each.weight),
                }
                for each in job.requirements
            ],
            event={"id": event_id, "kind": EventKind.JOB_POSTED, "operation": operation, "digest": request.digest},
        )
        if rows[0]["required"] < len(job.requirements):
            path = ("input", "requirements")
            raise InvalidInput("Name skills by the ids that the API gave you.", path=path)
        return job_id

    return await store.act(work)


async def jobs_by_id(store: Store, *, me: str, ids: Sequence[str]) -> dict[str, Row]:
    """Returns whichever of these jobs concern the viewer; absent ones and all others alike are left out."""
    rows = await store.read(query("jobs/by_ids"), me=me, ids=list(ids))
    return {row["job"]["id"]: row["job"] for row in rows}


async def _locked(transaction: Transaction, request: JobRequest, operation: str, *, job: str, now: datetime) -> Row:
    rows = await transaction.run(
        query("jobs/lock"),
        me=request.me,
        other=request.other,
        job=job,
        referral=request.referral,
        proposal=request.proposal,
        operation=operation,
        dayAgo=now - DAY,
    )
    if not rows or rows[0]["seen"]["status"] != Status.ACTIVE:
        raise AccountClosed
    seen: Row = rows[0]["seen"]
    return seen


def _terms(proposal: str, offer: Offer | None) -> Row:
    if offer is None:
        return {}
    return {
        "id": proposal,
        "weeklyHours": float(offer.hours),
        "description": offer.description or None,
        "priceMinor": offer.price_minor,
        "currency": offer.currency,
    }


def _offer_of(proposal: str, team: Team) -> Row:
    """Returns what stands of a team's proposal: the lead's hours, and which version of which team."""
    lead = team.lead()
    terms = lead.terms if lead else None
    return {
        "id": proposal,
        "weeklyHours": float(terms.hours) if terms else 0.0,
        "team": team.id,
        "form": team.form,
        "termsVersion": team.version,
    }


def _scene(seen: Row) -> Scene:
    return Scene(
        job=seen["job"],
        state=JobState(seen["state"] or JobState.OPEN),
        is_private=seen["isPrivate"],
        concerns=frozenset(map(JobConcern, seen["concerns"])),
        is_visible=seen["isVisible"],
        is_active=seen["isActive"],
        is_invited=seen["isInvited"],
        has_proposed=seen["hasProposed"],
        is_referred=seen["isReferred"],
        has_referred=seen["referredAs"] is not None,
        referral=ReferralState(seen["referral"]) if seen["referral"] else None,
        proposal=ProposalState(seen["proposal"]) if seen["proposal"] else None,
        is_opened=seen["isOpened"],
        mine=ProposalState(seen["mine"]) if seen["mine"] else None,
        is_about_me=seen["me"] == seen["other"],
        hours=None if seen["hours"] is None else Decimal(str(seen["hours"])),
        booked=Decimal(str(round(seen["booked"], 2))),
        offered_today=seen["offeredToday"],
    )
