"""How good a team can still become: lower bounds of all four criteria for whatever completes a partial team.

Let N be who joins later. With c(n) the distance of n from the members so far, the distances of the whole are those so
far, plus c(n) for each n in N, plus half of d(n, n') for each ordered pair in N. Each need that the members cannot
fill among themselves is filled by somebody of N, at least as far from n as its nearest holder; whoever fills several
needs is counted for each at an equal share. So n alone costs at least ``share[n]``, and a need at least the least share
of a holder, divided by the needs that the holder can fill. The pair part rests on distances from the nearest holder of
each need, which are known from the start.
"""

import numpy as np

from .compiled import inner
from .moves import can_take
from .state import (
    ALIVE,
    AVAILABLE,
    BY_HOURS,
    BY_TEAM,
    CHEAPEST,
    CONSIDERED,
    COST,
    COVER,
    DISTANCE,
    FORBIDDEN,
    HOURS,
    INSIDE,
    LEVEL,
    LOSS,
    MET,
    MISSING,
    NEED_HOURS,
    OPEN,
    RATE,
    SIZE,
    SPENT,
    SUM,
    USABLE,
    WIDEST,
    WINDOW,
    WISHES,
    State,
    Task,
)

EPSILON = 1e-6
"""More than what sums of shares lose in rounding, less than the step of any criterion."""

NO_HOLDER = 1 << 60
"""More than the cost of any seat."""


@inner
def survey(task: Task, state: State) -> bool:
    """Fills ``state.low`` and what the choice of the next seat needs; False where no team can come of it."""
    _ask_members(task, state)
    _ask_others(task, state)
    if not _is_possible(task, state):
        return False
    state.low[COST] = state.at[SPENT]
    for need in range(task.need.shape[1]):
        if state.need[OPEN, need] > 0:
            state.low[COST] += state.need[OPEN, need] * state.need[CHEAPEST, need]
    if state.low[COST] > task.budget:
        return False
    _share(task, state)
    _price(task, state)
    state.low[DISTANCE] = state.at[SUM] + rounded_up(_distance_to_come(state))
    state.low[LOSS] = _loss(task, state)
    return True


@inner
def rounded_up(value: float) -> int:
    """Returns the least whole number that is not less, but for the noise of rounding."""
    return int(np.ceil(value - EPSILON))


@inner
def _ask_members(task: Task, state: State) -> None:
    """Counts for each need the members who could fill a seat, and the seats that only others can."""
    for need in range(task.need.shape[1]):
        state.need[BY_TEAM, need] = 0
        state.need[CHEAPEST, need] = NO_HOLDER
        state.need[AVAILABLE, need] = 0
        state.need[WIDEST, need] = 0
        state.need[MISSING, need] = 0
        if state.need[OPEN, need] == 0:
            continue
        for at in range(state.at[LEVEL]):
            who = state.team[at]
            if can_take(task, state, who, need):
                state.need[BY_TEAM, need] += 1
                cost = task.person[RATE, who] * task.need[NEED_HOURS, need]
                state.need[CHEAPEST, need] = min(state.need[CHEAPEST, need], cost)
        state.need[MISSING, need] = max(0, state.need[OPEN, need] - state.need[BY_TEAM, need])


@inner
def _ask_others(task: Task, state: State) -> None:
    """Counts for each need the others who could fill a seat, and for each of them the missing needs they could."""
    level = state.at[LEVEL]
    for at in range(state.at[ALIVE]):
        who = state.person[CONSIDERED, at]
        state.person[USABLE, who] = 0
        if level >= task.size or state.person[INSIDE, who] or state.person[FORBIDDEN, who] > 0:
            continue
        if state.allowed[level, task.person[WINDOW, who]]:
            _ask(task, state, who)


@inner
def _ask(task: Task, state: State, who: int) -> None:
    """Counts one person in."""
    left, cover = task.person[HOURS, who], 0
    for at in range(task.need.shape[1]):
        need = task.need[BY_HOURS, at]
        hours = task.need[NEED_HOURS, need]
        if state.need[OPEN, need] > 0 and can_take(task, state, who, need):
            state.person[USABLE, who] = 1
            state.need[AVAILABLE, need] += 1
            state.need[CHEAPEST, need] = min(state.need[CHEAPEST, need], task.person[RATE, who] * hours)
            if state.need[MISSING, need] > 0 and left >= hours:
                left -= hours
                cover += 1
    state.person[COVER, who] = cover
    for need in range(task.need.shape[1]):
        if state.need[MISSING, need] > 0 and task.holds[who, need]:
            state.need[WIDEST, need] = max(state.need[WIDEST, need], cover)


@inner
def _is_possible(task: Task, state: State) -> bool:
    """Whether every need has people enough, and the size limit allows as many as must join."""
    missing, most, joining = 0, 1, 0
    for need in range(task.need.shape[1]):
        if state.need[BY_TEAM, need] + state.need[AVAILABLE, need] < state.need[OPEN, need]:
            return False
        missing += state.need[MISSING, need]
        most = max(most, state.need[WIDEST, need])
        joining = max(joining, state.need[MISSING, need])
    joining = max(joining, (missing + most - 1) // most)
    state.low[SIZE] = state.at[LEVEL] + joining
    return bool(state.low[SIZE] <= task.size)


@inner
def _share(task: Task, state: State) -> None:
    """Computes what each usable person costs at least, half of their distances to those who join with them included."""
    level = state.at[LEVEL]
    for at in range(state.at[ALIVE]):
        who = state.person[CONSIDERED, at]
        if state.person[USABLE, who]:
            share = float(state.sums[level, who])
            for need in range(task.need.shape[1]):
                if state.need[MISSING, need] > 0:
                    most = state.need[WIDEST, need]
                    share += 0.5 * state.need[MISSING, need] * task.nearest[who, need] / most
            state.share[who] = share


@inner
def _price(task: Task, state: State) -> None:
    """Computes the least that the missing seats of each need cost."""
    for need in range(task.need.shape[1]):
        missing = state.need[MISSING, need]
        for seat in range(missing):
            state.best[need, seat] = np.inf
        for at in range(state.at[ALIVE] if missing > 0 else 0):
            who = state.person[CONSIDERED, at]
            if state.person[USABLE, who] and can_take(task, state, who, need):
                _keep_least(state, need, state.share[who] / state.person[COVER, who])
        state.price[0, need] = 0.0
        state.price[1, need] = 0.0
        for seat in range(missing):
            state.price[0, need] += state.best[need, seat]
            state.price[1, need] = state.best[need, seat]


@inner
def _keep_least(state: State, need: int, value: float) -> None:
    """Puts a value in order among the least for the missing seats of a need."""
    seat = state.need[MISSING, need] - 1
    if value >= state.best[need, seat]:
        return
    while seat > 0 and state.best[need, seat - 1] > value:
        state.best[need, seat] = state.best[need, seat - 1]
        seat -= 1
    state.best[need, seat] = value


@inner
def _distance_to_come(state: State) -> float:
    """Returns what whoever joins adds to the distances at least."""
    total = 0.0
    for need in range(state.price.shape[1]):
        total += state.price[0, need]
    return total


@inner
def _loss(task: Task, state: State) -> int:
    """Returns the weight of the wishes that will not be met whoever joins."""
    unmet = ~state.at[MET]
    gain, reachable = 0, 0
    for need in range(task.need.shape[1]):
        most = 0
        for at in range(state.at[ALIVE] if state.need[OPEN, need] > 0 else 0):
            who = state.person[CONSIDERED, at]
            if state.person[USABLE, who] and task.holds[who, need]:
                reachable |= int(task.person[WISHES, who])
                most = max(most, weight_of(task, task.person[WISHES, who] & unmet))
        gain += int(state.need[OPEN, need]) * most
    return weight_of(task, unmet) - min(gain, weight_of(task, reachable & unmet))


@inner
def weight_of(task: Task, bits: int) -> int:
    """Returns the weight of these wishes together."""
    weight = 0
    for wish in range(len(task.weight)):
        if (bits >> wish) & 1:
            weight += int(task.weight[wish])
    return weight


@inner
def with_person(task: Task, state: State, who: int) -> int:
    """Returns the least sum of distances of a team that this person joins; after ``survey``."""
    together = state.share[who]
    for need in range(task.need.shape[1]):
        if state.need[MISSING, need] > 0:
            together += state.price[0, need]
            if can_take(task, state, who, need):
                together -= state.price[1, need]
    return int(state.at[SUM]) + rounded_up(max(together, _distance_to_come(state)))
