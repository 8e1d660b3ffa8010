"""Checks on the actor's own side, in the order of R17; none of them rests on anything that another did."""

from datetime import datetime
from enum import StrEnum

from .. import errors
from .eligibility import Standing, eligibility
from .pair import Pair
from .people import EntryPoint
from .quotas import QuotaKind, require_left
from .rollout import STARTS_FROM, is_open
from .rules import Audience, Rules


class Guard(StrEnum):
    """A check on the actor's own side, run in the order of R17."""

    PHASE = "phase of the rollout"
    AUDIENCE = "audience of the rollout"
    ELIGIBILITY = "eligibility"
    DAILY_QUOTA = "invitations in 24 hours"
    OUTSTANDING_QUOTA = "invitations outstanding"
    NETWORK_SIZE = "network size"
    COOL_DOWN = "cool-down"


_LIMITS = {
    Guard.DAILY_QUOTA: QuotaKind.INVITATIONS_PER_DAY,
    Guard.OUTSTANDING_QUOTA: QuotaKind.INVITATIONS_OUTSTANDING,
    Guard.NETWORK_SIZE: QuotaKind.NETWORK_SIZE,
}


def check(
    guard: Guard,
    pair: Pair,
    standing: Standing,
    rules: Rules,
    now: datetime,
    entry_point: EntryPoint | None = None,
) -> None:
    """Raises the refusal of one guard, or returns where the actor's own side forbids nothing."""
    match guard:
        case Guard.PHASE:
            if entry_point and not is_open(STARTS_FROM[entry_point], rules.phase):
                raise errors.RolloutClosed(rules.audience, rules.phase)
        case Guard.AUDIENCE:
            if rules.audience is Audience.TEST_GROUP and not standing.in_test_group:
                raise errors.RolloutClosed(rules.audience, rules.phase)
        case Guard.ELIGIBILITY:
            judged = eligibility(standing, rules)
            if not judged.is_eligible:
                raise errors.NotEligible(judged)
        case Guard.COOL_DOWN:
            if rules.cool_down and pair.withdrawn_at and now < pair.withdrawn_at + rules.cool_down:
                raise errors.CoolDown(pair.withdrawn_at + rules.cool_down)
        case _:
            require_left(_LIMITS[guard], standing, rules)
