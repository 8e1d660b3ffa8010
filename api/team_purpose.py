"""What teams are formed for: skills as the caller names them, or a job that concerns the caller."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN
from decimal import Decimal as ExactDecimal

import strawberry

from confrere.graph import errors
from confrere.graph.model.ids import IdKind
from confrere.graph.model.money import to_usd_minor
from confrere.graph.store import Row
from confrere.recommendations.teams.problem import Need, Wish

from .context import Context
from .jobs import load_job
from .nodes import require_id
from .team_inputs import RequirementInput, hundredths, usable_requirements


@strawberry.input(description="Exactly one thing to form a team for.", one_of=True)
class TeamPurpose:
    """What the team is for."""

    job_id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="A job the viewer sees.")
    requirements: list[RequirementInput] | None = strawberry.field(
        default=strawberry.UNSET, description="Skills alone, 1 to 50."
    )


@dataclass(frozen=True, slots=True)
class Purpose:
    """What must be staffed.

    Attributes:
        needs: The seats.
        wishes: Optional skills.
        day: The day whose working hours count.
        budget: Most cost a week in US dollars; None where nothing limits it.
    """

    needs: tuple[Need, ...]
    wishes: tuple[Wish, ...]
    day: date
    budget: ExactDecimal | None = None


async def usable_purpose(context: Context, given: TeamPurpose) -> Purpose:
    """Returns what must be staffed.

    Raises:
        InvalidInput: see ``usable_requirements``.
        NotFound: the job does not concern the caller.
    """
    today = context.now.date()
    if not given.job_id:
        needs, wishes = usable_requirements(given.requirements or [], ("for", "requirements"))
        return Purpose(needs, wishes, today)
    job = await load_job(context, require_id(given.job_id, IdKind.JOB))
    if job is None:
        raise errors.NotFound(path=("for", "jobId"))
    lines = job.row["requirements"]
    starts, ends = (date.fromisoformat(each) if each else None for each in (job.row["startsOn"], job.row["endsOn"]))
    return Purpose(
        needs=tuple(
            Need(each["id"], each["level"], each["seats"], hundredths(each["weeklyHours"]))
            for each in lines
            if each["weight"] is None
        ),
        wishes=tuple(
            Wish(each["id"], hundredths(each["weight"]), each["level"]) for each in lines if each["weight"] is not None
        ),
        day=max(starts or today, today),
        budget=weekly(job.row, (ends - starts).days + 1) if starts and ends else None,
    )


def weekly(job: Row, days: int) -> ExactDecimal | None:
    """Returns how much of a job's budget each week of its days may cost, in US dollars; None without a budget."""
    if job["budgetMinor"] is None:
        return None
    whole = ExactDecimal(to_usd_minor(job["budgetMinor"], job["currency"])) / 100
    return (whole * 7 / days).quantize(ExactDecimal("0.01"), rounding=ROUND_DOWN)
