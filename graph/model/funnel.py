"""The way from seeing somebody to the first message, stage by stage, with 95 % intervals (R50)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


class InterfaceEventKind(StrEnum):
    """What can happen on screen."""

    SEEN = "SEEN"
    CTA = "CTA"
    POP_UP = "POP_UP"


class FunnelStage(StrEnum):
    """Stages on the way to a first message, in their order."""

    SEEN = "SEEN"
    CTA = "CTA"
    POP_UP = "POP_UP"
    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    FIRST_MESSAGE = "FIRST_MESSAGE"


class FunnelDimension(StrEnum):
    """What the funnel can be split by."""

    ENTRY_POINT = "ENTRY_POINT"
    MONTH = "MONTH"
    SEGMENT = "SEGMENT"


@dataclass(frozen=True, slots=True)
class Reached:
    """How many reached one stage, and which share of the stage before that is."""

    stage: FunnelStage
    count: int
    rate: float | None
    """None where nobody could have come so far."""
    low: float
    high: float


def stages(counts: Mapping[FunnelStage, int]) -> Iterator[Reached]:
    """Yields all stages in order; whoever skips stages, as from an old client, makes no share larger than one."""
    before: int | None = None
    for stage in FunnelStage:
        count = counts.get(stage, 0)
        if before is None:
            yield Reached(stage, count, 1.0, 1.0, 1.0) if count else Reached(stage, 0, None, *interval(0, 0))
        else:
            part = min(count, before)
            low, high = interval(part, before)
            yield Reached(stage, count, part / before if before else None, low, high)
        before = count


def interval(part: int, whole: int) -> tuple[float, float]:
    """Returns Wilson's 95 % interval of a share; of nothing everything is possible.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.

    >>> [round(end, 4) for end in interval(5, 10)]
    [0.2366, 0.7634]
    """
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = Z / (1 + square / whole) * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, middle - reach), min(1.0, middle + reach)
