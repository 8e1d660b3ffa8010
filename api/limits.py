"""The viewer's own eligibility and quotas."""

import strawberry

from confrere.graph.model import eligibility as model
from confrere.graph.model import quotas

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .profiles import Money
from .scalars import DateTime


@strawberry.type(description="Whether the viewer may invite, judged now, visible to the viewer only.")
class Eligibility:
    """R2, judged from dated records."""

    earnings: Money = strawberry.field(description="Earned in the last 12 months.")
    is_eligible: bool = strawberry.field(description="Whether nothing is missing.")
    job_invites: int = strawberry.field(description="Job invites of the last 12 months.")
    min_earnings: Money = strawberry.field(description="Earnings needed.")
    min_job_invites: int = strawberry.field(description="Job invites needed.")
    missing: list[model.Requirement] = strawberry.field(description="Rules not met.")

    @classmethod
    def of(cls, judged: model.Eligibility) -> "Eligibility":
        """Shapes a judgement; thresholds are compared in US dollars."""
        return cls(
            earnings=Money.of(judged.earnings_minor, "USD"),
            is_eligible=judged.is_eligible,
            job_invites=judged.job_invites,
            min_earnings=Money.of(judged.min_earnings_minor, "USD"),
            min_job_invites=judged.min_job_invites,
            missing=list(judged.missing),
        )


@strawberry.type(description="One limit of the viewer, visible to the viewer only.")
class Quota:
    """R9 and R22."""

    limit: int = strawberry.field(description="How many are allowed.")
    remaining: int = strawberry.field(
        description="How many are left, counting an unanswered and a declined invitation alike."
    )
    reset_at: DateTime | None = strawberry.field(
        description="When more become available, null when that depends on acts alone."
    )

    @classmethod
    def of(cls, quota: quotas.Quota) -> "Quota":
        """Shapes a quota."""
        return cls(
            limit=quota.limit,
            remaining=quota.remaining,
            reset_at=DateTime(quota.reset_at) if quota.reset_at else None,
        )
