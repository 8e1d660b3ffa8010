"""The best teams for a problem, proven, or the best so far with how much better any other could be."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from . import search
from .patience import ENDLESS, Patience
from .pool import Pool, pool_of
from .problem import Limits, Need, Objective, Person, Problem, Tie, Ties
from .ranking import Found, Ranking
from .state import COUNT, DEPTH, NEXT, ORDERS, VISITED, WIDTH, State, state_of, task_of

FIRST_STEPS = 16
"""Steps before the clock is read for the first time."""

EASY_STEPS = 1024
"""Steps after the first good teams before pairs are looked at, which takes longer and leaves less to try."""

MOST_STEPS = 1 << 30
"""Steps at once at most, however fast the clock says they are."""

SECONDS_BETWEEN_LOOKS = 0.004
"""How long to search before the clock is read again, about."""


@dataclass(frozen=True, slots=True)
class Team:
    """One complete team.

    Attributes:
        members: Ids in order.
        seats: Who fills a seat of which need, as pairs of skill and id, in order.
        distance: Sum of distances over all pairs.
        loss: Weight of the wishes that no member meets.
        cost: US dollars a week.
    """

    members: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]
    distance: int
    loss: Decimal
    cost: Decimal

    def key(self, objective: Objective) -> tuple[object, ...]:
        """Returns what teams are ranked by, the least first."""
        criteria = (self.distance, self.loss, self.cost, len(self.members))
        return (*(criteria[each] for each in ORDERS[objective]), self.members)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search came to.

    Attributes:
        teams: The best first, as many as were wanted or exist, where ``is_proven``.
        is_proven: Whether nothing is left to try: the teams are the best, or there is none.
        bound: Where not proven, the least that the first criterion could be in a team that was not tried.
        steps: Partial teams looked at.
        pool: Who was considered.
    """

    teams: tuple[Team, ...]
    is_proven: bool
    bound: Decimal
    steps: int
    pool: Pool

    def gap(self, objective: Objective) -> float:
        """Returns how far the best team found is from the best possible at most, as a fraction of its own value."""
        if self.is_proven or not self.teams:
            return 0.0
        value = Decimal(str(self.teams[0].key(objective)[0]))
        return float((value - self.bound) / value) if value > self.bound else 0.0


def solve(
    problem: Problem,
    *,
    wanted: int = 1,
    patience: Patience = ENDLESS,
    is_enough: bool = False,
    easy_steps: int = EASY_STEPS,
) -> Outcome:
    """Returns the best teams, or what was found when patience ended.

    Args:
        problem: What to solve.
        wanted: How many teams.
        patience: How long to search.
        is_enough: Whether any team will do, to learn whether there is one; its distance is not worked out.
        easy_steps: How many steps to take before pairs are looked at, which is done where closeness matters most or is
            all that matters after optional skills.

    Raises:
        Cancelled: nobody waits for the answer.
        ValueError: the problem cannot be put in numbers.
    """
    pool = pool_of(problem, with_ties=not is_enough)
    if pool.is_lacking:
        return Outcome((), is_proven=True, bound=Decimal(0), steps=0, pool=pool)
    task = task_of(pool, problem.objective, wanted)
    state = state_of(pool, task)
    ranking = Ranking(task)
    minds_pairs = not is_enough and problem.objective is not Objective.COST
    easy = easy_steps if minds_pairs else None
    bound = _search(pool, state, ranking, patience, is_enough=is_enough, easy_steps=easy)
    unit = _units(pool)[ORDERS[problem.objective][0]]
    return Outcome(
        teams=tuple(_team(problem, pool, found) for found in ranking.teams),
        is_proven=bound is None,
        bound=Decimal(bound or 0) * unit,
        steps=int(state.at[VISITED]),
        pool=pool,
    )


def prepare() -> None:
    """Has the inner loops compiled, so that nobody's first search waits for it."""
    people = (Person("a", {"s": 1}, Decimal(1), Decimal(1)), Person("b", {"s": 1}, Decimal(1), Decimal(1)))
    ties = Ties.between(people, [Tie("a", "b", 1.0)])
    needs = (Need("s", seats=2, hours=Decimal(1)),)
    problem = Problem("a", people, ties, needs, limits=Limits(include=frozenset({"b"})))
    for easy_steps in (0, EASY_STEPS):
        solve(problem, easy_steps=easy_steps)


def _search(
    pool: Pool, state: State, ranking: Ranking, patience: Patience, *, is_enough: bool, easy_steps: int | None
) -> int | None:
    """Searches, first for a good team from each start and then in full; returns what is proven where it stopped."""
    if not search.begin(ranking.task, state, pool.leader, np.array(pool.include, np.int32)):
        return None
    state.at[WIDTH] = 1
    if not _run(state, ranking, patience, is_enough=is_enough):
        return 0
    state.at[WIDTH] = len(pool.candidates)
    is_done = easy_steps != 0 and _run(state, ranking, patience, is_enough=is_enough, most=easy_steps)
    if not is_done and easy_steps is not None and not patience.is_over():
        search.restart(ranking.task, state)
        is_done = _run(state, ranking, patience, is_enough=is_enough)
    if is_done:
        return None
    return min((_pending(state, frame) for frame in range(1, state.at[DEPTH] + 1)), default=0)


def _pending(state: State, frame: int) -> int:
    """Returns the least that the first criterion can be in what an open choice has not tried."""
    lows = state.lows[frame, state.frame[NEXT, frame] : state.frame[COUNT, frame], 0]
    return int(lows.min(initial=np.iinfo(np.int64).max))


def _run(state: State, ranking: Ranking, patience: Patience, *, is_enough: bool, most: int | None = None) -> bool:
    """Takes steps until all are taken; False where patience ended, any team will do, or so many are taken."""
    steps = FIRST_STEPS
    before = patience.clock()
    until = None if most is None else int(state.at[VISITED]) + most
    while (stop := search.run(ranking.task, state, steps)) != search.DONE:
        if stop == search.COMPLETE:
            ranking.keep(state)
            if state.at[DEPTH] == 0:
                return True  # a job without seats
        if (is_enough and ranking.teams) or patience.is_over() or (until is not None and state.at[VISITED] >= until):
            return False
        now = patience.clock()
        if now - before < SECONDS_BETWEEN_LOOKS / 2:
            steps = min(2 * steps, MOST_STEPS)
        elif now - before > SECONDS_BETWEEN_LOOKS * 2:
            steps = max(1, steps // 2)
        before = now
    return True


def _units(pool: Pool) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Returns what one unit of each criterion is."""
    return (Decimal(1), pool.weight_unit, pool.cost_unit, Decimal(1))


def _team(problem: Problem, pool: Pool, found: Found) -> Team:
    value = {each: found.key[at] * _units(pool)[each] for at, each in enumerate(ORDERS[problem.objective])}

    def id_of(candidate: int) -> str:
        return pool.people[int(pool.candidates[candidate])].id

    return Team(
        members=tuple(id_of(each) for each in found.members),
        seats=tuple(sorted((problem.needs[need].skill, id_of(who)) for need, who in found.seats)),
        distance=int(value[0]),
        loss=value[1],
        cost=value[2],
    )
