"""The courses that the acts between two people can take."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from .moments import DAY, TERM


class Outcome(IntEnum):
    """How one invitation ended."""

    ACCEPTED = 0
    REMOVED = 1
    """Accepted, and removed later."""
    DECLINED = 2
    EXPIRED = 3
    WITHDRAWN = 4
    PENDING = 5
    DECLINED_IN_SILENCE = 6
    """Declined, and pending for its sender."""
    IMPORTED = 7
    """Connected without an invitation."""


A, R, D, E, W, P, S, I = Outcome  # noqa: E741 - read as words in the tables below


@dataclass(frozen=True, slots=True)
class Plot:
    """What happens between two people, invitation after invitation, and how often."""

    outcomes: tuple[Outcome, ...]
    share: float

    @property
    def needs(self) -> int:
        """Seconds between the later joining and now that it takes at least."""
        rounds = len(self.outcomes)
        last = self.outcomes[-1]
        if rounds == 1 and last in {A, I}:
            return 0
        earlier = SLOT * (rounds - 1)
        if last in {P, S}:
            return earlier + (TERM if rounds > 1 else 0)
        return earlier + SLOT + (0 if last is A else TERM + DAY)


SLOT: Final = TERM + 4 * DAY
"""Least time from one invitation to the next of the same pair, longer than the term and the cool-down."""

CONNECTED: Final = (
    Plot((A,), 0.905),
    Plot((E, A), 0.025),
    Plot((D, A), 0.015),
    Plot((W, A), 0.012),
    Plot((R, A), 0.010),
    Plot((D, D, A), 0.003),
    Plot((I,), 0.030),
)
"""Of people who are connected now."""

STRANGERS: Final = (
    Plot((E,), 0.30),
    Plot((D,), 0.20),
    Plot((W,), 0.14),
    Plot((R,), 0.12),
    Plot((D, D), 0.03),
    Plot((D, D, D), 0.012),
    Plot((D, D, D, D), 0.008),
    Plot((E, W), 0.02),
    Plot((P,), 0.125),
    Plot((D, P), 0.01),
    Plot((S,), 0.03),
    Plot((D, S), 0.005),
)
"""Of people who are not; about one such pair for every six connections."""

WAITING: Final = (Plot((P,), 0.8), Plot((S,), 0.2))
"""Of people who are not connected, when there is no history."""
