"""How good a team can still become: lower bounds of all four criteria for whatever completes a partial team.

Let N be who joins later. With c(n) the distance of n from the members so far, the distances of the whole are those so
far, plus c(n) for each n in N, plus half of d(n, n') for each ordered pair in N. Each need that the members cannot
fill among themselves is filled by somebody of N, at least as far from n as its nearest holder; whoever fills several
needs is counted for each at an equal part. So n alone costs at least ``share[n]``. Needs have prices such that nobody's
needs together cost more than their share; the sum of prices is then a bound (the dual of covering). Two ways to price
are tried: equal parts of the cheapest holder's share, and need after need as much as all its holders have left. The
pair part rests on distances from the nearest holder of each need, which are known from the start. With one for
everybody's share, the second way says how many must join.
"""

import numpy as np

from ..compiled import inner
from .costs import price_costs
from .moves import can_take
from .state import (
    ABLE,
    AVAILABLE,
    BREADTH,
    BY_TEAM,
    CHEAPEST,
    COST,
    COVER,
    DEPTH,
    DISTANCE,
    FLOOR,
    FLOORED,
    FORBIDDEN,
    GAIN,
    HELD,
    HOURS,
    INSIDE,
    LEVEL,
    LISTED,
    LOSS,
    MET,
    MISSING,
    NEED_DISTANCE,
    NEED_HOURS,
    OPEN,
    PRICED,
    RATE,
    REACHABLE,
    SEAT_DISTANCE,
    SIZE,
    SUM,
    USABLE,
    VISITED,
    WIDEST,
    WINDOW,
    WISHES,
    State,
    Task,
)

EPSILON = 1e-6
"""More than what sums of shares lose in rounding, less than the step of any criterion."""

NEARLY = 2
"""Where the size allows no more than so many beside those who are known to join, their number is bounded with care."""

NO_HOLDER = 1 << 60
"""More than the cost of any seat."""


@inner
def survey(task: Task, state: State) -> bool:
    """Fills ``state.low`` and what the choice of the next seat needs; False where no team can come of it."""
    _ask_members(task, state)
    _ask_others(task, state)
    if not _is_possible(task, state):
        return False
    price_costs(task, state)
    if state.low[COST] > task.budget:
        return False
    _share(task, state)
    _price_equally(task, state)
    _price_in_turn(task, state)
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
    for at in range(state.frame[LISTED, state.at[DEPTH]]):
        who = state.listed[state.at[DEPTH], at]
        if level >= task.size or state.person[INSIDE, who] or state.person[FORBIDDEN, who] > 0:
            continue
        if state.allowed[level, task.person[WINDOW, who]]:
            _ask(task, state, who)


@inner
def _ask(task: Task, state: State, who: int) -> None:
    """Counts one person in."""
    left, cover, held, able = task.person[HOURS, who], 0, 0, 0
    breadth, free = 0, task.person[HOURS, who]
    for at in range(task.held_start[who], task.held_start[who + 1]):
        need = task.held[at]
        hours = task.need[NEED_HOURS, need]
        if state.need[OPEN, need] > 0 and can_take(task, state, who, need):
            able |= 1 << need
            state.need[AVAILABLE, need] += 1
            state.need[CHEAPEST, need] = min(state.need[CHEAPEST, need], task.person[RATE, who] * hours)
            if free >= hours:
                free -= hours
                breadth += 1
            if state.need[MISSING, need] > 0:
                held += 1
                if left >= hours:
                    left -= hours
                    cover += 1
    if able == 0:
        return
    state.person[USABLE, who] = state.at[VISITED]
    state.person[ABLE, who] = able
    state.person[COVER, who] = cover
    state.person[HELD, who] = held
    state.person[BREADTH, who] = breadth
    for at in range(task.held_start[who], task.held_start[who + 1]):
        need = task.held[at]
        if (able >> need) & 1:
            state.need[WIDEST, need] = max(state.need[WIDEST, need], cover)


@inner
def is_usable(state: State, who: int) -> bool:
    """Whether somebody may join now and fill a seat."""
    return bool(state.person[USABLE, who] == state.at[VISITED])


@inner
def _is_possible(task: Task, state: State) -> bool:
    """Whether every need has people enough, and the size limit allows as many as must join."""
    joining, missing, parts = 0, 0, 0.0
    for need in range(task.need.shape[1]):
        if state.need[BY_TEAM, need] + state.need[AVAILABLE, need] < state.need[OPEN, need]:
            return False
        parts += state.need[MISSING, need] / max(state.need[WIDEST, need], 1)
        missing += state.need[MISSING, need]
        joining = max(joining, state.need[MISSING, need])
    joining = max(joining, rounded_up(parts))
    free = task.size - state.at[LEVEL]
    if missing > free and free - NEARLY <= joining <= free:
        joining = max(joining, _fewest_joining(task, state))
    state.low[SIZE] = state.at[LEVEL] + joining
    return bool(state.low[SIZE] <= task.size)


@inner
def _fewest_joining(task: Task, state: State) -> int:
    """Returns how many must join at least: needs are priced in turn, where everybody's share is one."""
    for at in range(state.frame[LISTED, state.at[DEPTH]]):
        state.share[state.listed[state.at[DEPTH], at]] = 1.0
    return rounded_up(_add_in_turn(task, state))


@inner
def _share(task: Task, state: State) -> None:
    """Computes what each usable person costs at least, half of their distances to those who join with them included.

    A missing seat adds its holder's distance, in equal parts for the needs that the holder could fill at once: by how
    many they could from the start, or the nearest holder's by how many anybody could now, whichever is more.
    """
    level = state.at[LEVEL]
    for at in range(state.frame[LISTED, state.at[DEPTH]]):
        who = state.listed[state.at[DEPTH], at]
        if is_usable(state, who):
            share = float(state.sums[level, who])
            for need in range(task.need.shape[1]):
                if state.need[MISSING, need] > 0:
                    most = state.need[WIDEST, need]
                    part = max(task.nearest[who, need] / most, task.nearest_part[who, need])
                    share += 0.5 * state.need[MISSING, need] * part
            state.share[who] = share


@inner
def _price_equally(task: Task, state: State) -> None:
    """Prices the missing seats of each need at the least parts of a holder's share, each holder counted once."""
    for need in range(task.need.shape[1]):
        missing = state.need[MISSING, need]
        for seat in range(missing):
            state.best[need, seat] = np.inf
        for at in range(task.holder_start[need], task.holder_start[need + 1] if missing > 0 else 0):
            who = task.holder[at]
            if is_usable(state, who) and (state.person[ABLE, who] >> need) & 1:
                _keep_least(state, need, state.share[who] / state.person[COVER, who])
        state.price[NEED_DISTANCE, need] = 0.0
        state.price[SEAT_DISTANCE, need] = 0.0
        for seat in range(missing):
            state.price[NEED_DISTANCE, need] += state.best[need, seat]
            state.price[SEAT_DISTANCE, need] = state.best[need, seat]


@inner
def _price_in_turn(task: Task, state: State) -> None:
    """Prices need after need at what its holders have left, the rarest first; kept if it comes to more."""
    if _add_in_turn(task, state) > _distance_to_come(state):
        for need in range(task.need.shape[1]):
            state.price[NEED_DISTANCE, need] = state.need[MISSING, need] * state.best[need, 0]
            state.price[SEAT_DISTANCE, need] = state.best[need, 0]


@inner
def _add_in_turn(task: Task, state: State) -> float:
    """Writes such prices into ``state.best``, and returns what those of all missing seats come to.

    Whoever holds more needs than their hours allow has a share to give to each, for they fill no more than those.
    """
    total = 0.0
    for at in range(state.frame[LISTED, state.at[DEPTH]]):
        state.used[state.listed[state.at[DEPTH], at]] = 0.0
    for need in range(task.need.shape[1]):
        state.need[PRICED, need] = 0
        state.best[need, 0] = 0.0
    for _ in range(task.need.shape[1]):
        need = _rarest_unpriced(task, state)
        if need < 0:
            break
        state.need[PRICED, need] = 1
        state.best[need, 0] = _price_left(task, state, need)
        total += state.need[MISSING, need] * state.best[need, 0]
    return float(total)


@inner
def _rarest_unpriced(task: Task, state: State) -> int:
    """Returns the need with the fewest holders that lacks seats and a price, or -1."""
    rarest = -1
    for need in range(task.need.shape[1]):
        is_rarer = rarest < 0 or state.need[AVAILABLE, need] < state.need[AVAILABLE, rarest]
        if is_rarer and state.need[MISSING, need] > 0 and state.need[PRICED, need] == 0:
            rarest = need
    return rarest


@inner
def _price_left(task: Task, state: State, need: int) -> float:
    """Returns the most that a seat can be priced at, and takes it from all holders."""
    price = np.inf
    for at in range(task.holder_start[need], task.holder_start[need + 1]):
        who = task.holder[at]
        if is_usable(state, who) and (state.person[ABLE, who] >> need) & 1:
            if state.person[HELD, who] > state.person[COVER, who]:
                price = min(price, state.share[who] / state.person[COVER, who])
            else:
                price = min(price, state.share[who] - state.used[who])
    price = max(price, 0.0)
    for at in range(task.holder_start[need], task.holder_start[need + 1]):
        state.used[task.holder[at]] += price
    return price


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
        total += state.price[NEED_DISTANCE, need]
    return total


@inner
def _loss(task: Task, state: State) -> int:
    """Returns the weight of the wishes that will not be met whoever joins."""
    unmet = ~state.at[MET]
    all_unmet = weight_of(task, unmet)
    gain, reachable = 0, 0
    for need in range(task.need.shape[1] if all_unmet > 0 else 0):
        most = 0
        for at in range(task.holder_start[need], task.holder_start[need + 1] if state.need[OPEN, need] > 0 else 0):
            who = task.holder[at]
            if task.person[WISHES, who] & unmet and is_usable(state, who):
                reachable |= int(task.person[WISHES, who])
                most = max(most, weight_of(task, task.person[WISHES, who] & unmet))
        gain += int(state.need[OPEN, need]) * most
    state.at[REACHABLE] = reachable & unmet
    state.at[GAIN] = gain
    return all_unmet - min(gain, weight_of(task, state.at[REACHABLE]))


@inner
def loss_without(task: Task, state: State, wish: int) -> int:
    """Returns the least weight of unmet wishes if this one, not met so far, is among them; after ``survey``."""
    others = state.at[REACHABLE] & ~(1 << wish)
    return weight_of(task, ~state.at[MET]) - min(int(state.at[GAIN]), weight_of(task, others))


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
    """Returns the least sum of distances of a team that this person joins; after ``survey``, and more after pairs."""
    to_come = _distance_to_come(state)
    together = to_come + state.share[who]
    for at in range(task.held_start[who], task.held_start[who + 1]):
        need = task.held[at]
        if (state.person[ABLE, who] >> need) & 1 and state.need[MISSING, need] > 0:
            together -= state.price[SEAT_DISTANCE, need]
    low = int(state.at[SUM]) + rounded_up(max(together, to_come))
    if state.person[FLOORED, who] == state.at[VISITED]:
        low = max(low, int(state.person[FLOOR, who]))
    return low
