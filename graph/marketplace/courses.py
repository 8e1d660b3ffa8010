"""The courses that jobs take, and how often: where a job stands now, and whether somebody was hired on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from math import log
from typing import Final, TypeAlias

import numpy as np

from confrere.graph.model.jobs import JobState

from .moments import DAY

Luck: TypeAlias = Callable[[], float]
"""The next of a stream of numbers from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a job.

    Attributes:
        state: Where it stands now.
        share: How many jobs take it, of all.
        hires: Whether its client wants to hire before it closes; where nobody offers, it is called off instead.
        newest: How many days ago it was posted at least.
        oldest: How many at most.
    """

    state: JobState
    share: float
    hires: bool
    newest: float
    oldest: float


COURSES: Final = (
    Course(JobState.OPEN, 0.18, hires=False, newest=0.5, oldest=90),
    Course(JobState.FILLED, 0.20, hires=True, newest=8, oldest=150),
    Course(JobState.COMPLETED, 0.46, hires=True, newest=45, oldest=730),
    Course(JobState.CANCELLED, 0.12, hires=False, newest=8, oldest=730),
    Course(JobState.CANCELLED, 0.04, hires=True, newest=20, oldest=730),
)
"""What becomes of jobs; some clients who want to hire find nobody, and call off."""

OPEN: Final = COURSES[0]


class Part(Enum):
    """What somebody who is invited does."""

    AS_IT_COMES = auto()
    WAITS = auto()
    """The invite waits for an answer."""
    OFFERS = auto()
    LEADS = auto()
    """Offers with a team, if the job can be staffed."""


DECLINES: Final = 0.24
"""Of those who are invited."""
KEEPS_SILENT: Final = 0.20
REFERS: Final = 0.35
"""Of those who decline a job that may be referred."""
OFFERS_WITH_A_TEAM: Final = 0.7
"""Of those who cannot do all of a job alone and whose network could."""
HIRED_FOR_A_PART: Final = 0.6
"""Of clients whom nobody offers the whole."""


def stream(chance: np.random.Generator) -> Luck:
    """Returns numbers from 0 to 1 one by one, drawn in blocks: single draws cost ten times as much."""

    def blocks() -> Iterator[float]:
        while True:
            yield from chance.random(65_536).tolist()

    return blocks().__next__


def waited(mean: float, luck: Luck) -> float:
    """Draws how long something takes, exponential."""
    return -mean * log(1.0 - luck())


def later(at: int, days: float, limit: int, luck: Luck) -> int:
    """Draws a moment after another one and before a limit, so many days later on average.

    At least half of the time that is left stays, so that whatever must follow still fits.
    """
    wait, most = -days * DAY * log(1.0 - luck()), (limit - at) * (0.05 + 0.45 * luck())
    return at + 1 + int(wait if wait < most else most)


def chosen(weights: tuple[float, ...], luck: Luck) -> int:
    """Draws a row by weights that add up to one."""
    left = luck()
    for row, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return row
    return len(weights) - 1
