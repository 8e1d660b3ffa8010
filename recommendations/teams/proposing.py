"""From a job and the network around its leader to explained teams, or to why there are none."""

from dataclasses import dataclass
from datetime import date, datetime

from confrere.graph.ego import EgoNetwork

from .around import blocks_of, people_of, ties_of
from .conflicts import Impossible, explain_impossible
from .explanation import Explanation, explain
from .patience import Patience
from .problem import Limits, Need, Objective, Problem, Wish
from .solving import solve


@dataclass(frozen=True, slots=True)
class Asked:
    """What teams are wanted for.

    Attributes:
        leader: Who asks.
        needs: The seats.
        wishes: Optional skills.
        limits: What every team keeps to.
        objective: What comes first.
        wanted: How many teams.
        day: The day whose working hours count.
        with_swaps: Whether to look for the best exchange for each seat.
    """

    leader: str
    needs: tuple[Need, ...]
    wishes: tuple[Wish, ...]
    limits: Limits
    objective: Objective
    wanted: int
    day: date
    with_swaps: bool

    @property
    def skills(self) -> list[str]:
        """Every skill that matters."""
        return [each.skill for each in self.needs] + [each.skill for each in self.wishes]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Teams in order of merit, none where none was found in time."""

    teams: tuple[Explanation, ...]
    is_proven: bool


def propose(asked: Asked, around: EgoNetwork, *, now: datetime, patience: Patience) -> Proposed | None:
    """Forms the best teams from the network around the leader; None where it is proven that there is none.

    Raises:
        Cancelled: nobody waits for the answer.
    """
    problem = _problem(asked, around, now)
    outcome = solve(problem, wanted=asked.wanted, patience=patience)
    if not outcome.teams and outcome.is_proven:
        return None
    teams = tuple(explain(problem, outcome, place, with_swaps=asked.with_swaps) for place in range(len(outcome.teams)))
    return Proposed(teams, is_proven=outcome.is_proven)


def why_not(asked: Asked, around: EgoNetwork, *, now: datetime, patience: Patience) -> Impossible:
    """Says why there is no team; the network must reach two connections far, to know what looking farther would bring.

    Raises:
        Cancelled: nobody waits for the answer.
    """
    return explain_impossible(_problem(asked, around, now), patience)


def _problem(asked: Asked, around: EgoNetwork, now: datetime) -> Problem:
    return Problem(
        leader=asked.leader,
        people=people_of(around.people, asked.day),
        ties=ties_of(around, now),
        blocks=blocks_of(around),
        needs=asked.needs,
        wishes=asked.wishes,
        limits=asked.limits,
        objective=asked.objective,
    )
