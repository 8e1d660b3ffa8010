"""Acts on teams: lock everybody in id order and the job last, look, decide, write, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed, NotAFreelancer
from .locking import require_locked, trying
from .model.eligibility import DAY
from .model.ids import IdKind, kind_of, talk_of
from .model.people import Status
from .model.rules import Rules
from .model.team_acts import Happening, Plan, TeamWish, decide
from .model.teams import Membership, TeamForm
from .model.transitions import EventKind
from .operations import digest, is_repeat, operation_id
from .queries import query
from .store import Row, Store, Transaction
from .teams import JOINING, end_teams, lock_teams, record, scene_of, tell_of


@dataclass(frozen=True, slots=True)
class TeamRequest:
    """What somebody asks for: to form a team for a job, or an act on a team."""

    wish: TeamWish
    me: str
    job: str = ""
    team: str = ""
    key: str | None = None
    """The caller's idempotency key; None makes the act unrepeatable."""

    @property
    def digest(self) -> str:
        """Returns a hash of the input, to tell a repeat from another use of the key."""
        return digest(self.job, self.team, repr(self.wish))


async def act_on_team(store: Store, request: TeamRequest, *, now: datetime, chance: Chance, rules: Rules) -> str:
    """Performs one act on a team, exactly once for each idempotency key, and returns the team's id.

    Raises:
        Refused: a rule says no, and nothing was written.
        AccountClosed: the actor's own account cannot act.
        IdempotencyConflict: the key was used before with another input.
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``.
    """
    named = [each.person for each in request.wish.members]
    if any(kind_of(each) is not IdKind.FREELANCER for each in (request.me, *named)):
        raise NotAFreelancer(path=("input", "members") if kind_of(request.me) is IdKind.FREELANCER else ())
    operation = operation_id(request.me, request.wish.act, request.key, chance)
    made = request.team or new_id(IdKind.TEAM, chance)

    async def work(transaction: Transaction) -> str:
        locked, job = await lock_teams(transaction, (request.me, *named), team=request.team, job=request.job)
        rows = await transaction.run(
            query("teams/seen"),
            me=request.me,
            people=named,
            team=request.team,
            job=job,
            operation=operation,
            dayAgo=now - DAY,
        )
        if not rows or rows[0]["seen"]["status"] != Status.ACTIVE:
            raise AccountClosed
        seen = rows[0]["seen"]
        if is_repeat(seen, request.digest):
            return str(seen["doneTeam"])
        scene = scene_of(request.me, seen)
        require_locked(locked, (each.person for each in (scene.team.members if scene.team else ())))
        plan = decide(request.wish, scene, rules)
        form = scene.team.form if scene.team else request.wish.form
        if plan.ends and scene.team:
            await end_teams(transaction, {scene.team.id: ()}, now=now)
        elif plan.happenings:
            await write_plan(transaction, plan, team=made, job=job, form=form, now=now)
        happenings = plan.happenings or ((Happening(EventKind.NOTHING_CHANGED, request.me),) if request.key else ())
        about = {"team": made, "form": form}
        first = {"operation": operation, "digest": request.digest}
        await record(transaction, happenings, job=job, about=about, first=first, now=now, chance=chance)
        await tell_of(transaction, plan.told, removed=plan.removed, team=made, job=job, now=now, chance=chance)
        return made

    return await trying(store, work, sentence=JOINING)


async def write_plan(
    transaction: Transaction, plan: Plan, *, team: str, job: str, form: TeamForm, now: datetime
) -> None:
    """Writes what the rules decided for a team whose people and job are locked."""
    await transaction.run(
        query("teams/write"),
        team=team,
        job=job,
        form=form,
        now=now,
        conversation=talk_of(team),
        version=plan.version,
        size=plan.size,
        put=[_row(each, team) for each in plan.put],
        removed=list(plan.removed),
        declined=plan.declined,
        left=plan.left,
        informs=plan.informs,
    )


def _row(membership: Membership, team: str) -> Row:
    terms = membership.terms
    return {
        "person": membership.person,
        "key": f"{membership.person}|{team}",
        "isLead": membership.is_lead,
        "skills": list(membership.skills),
        "agreedTo": membership.agreed_to,
        "weeklyHours": float(terms.hours) if terms else None,
        "description": terms.description or None if terms else None,
        "priceMinor": terms.price_minor if terms else None,
        "currency": terms.currency if terms else None,
    }
