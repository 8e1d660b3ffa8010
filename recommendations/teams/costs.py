"""How cheap a team can still become, where places are limited.

Each open seat costs at least what its cheapest holder asks. Where the size is limited, whoever joins is charged a toll
for their place, in equal parts for each of the open needs they could fill at once, and nobody fills more; the tolls of
all free places are taken off again, so for any toll the sum is a bound. Which toll gives the highest depends on how
many places are left, so it is kept from step to step and tried a little higher or lower at each.
"""

import numpy as np

from ..compiled import inner
from .moves import can_take
from .state import (
    ABLE,
    BASE,
    BREADTH,
    CHEAPEST,
    COST,
    INSIDE,
    LEVEL,
    NEED_COST,
    NEED_HOURS,
    OPEN,
    RATE,
    SEAT_COST,
    SPENT,
    TOLL,
    USABLE,
    VISITED,
    State,
    Task,
)

STEP = 1.5
"""By how much a toll is raised or lowered."""

ROUNDING = 1e-6
"""More than what sums of prices lose in rounding, of prices below a thousand million; of others, more in proportion."""


@inner
def price_costs(task: Task, state: State) -> None:
    """Fills ``state.low[COST]`` and the prices of seats; after everybody was asked."""
    exact, seats = state.at[SPENT], 0
    for need in range(task.need.shape[1]):
        if state.need[OPEN, need] > 0:
            exact += state.need[OPEN, need] * state.need[CHEAPEST, need]
            seats += state.need[OPEN, need]
    state.low[COST] = exact
    free = task.size - state.at[LEVEL]
    if exact > task.budget or free >= seats:
        _price(task, state, 0.0, free)
        return
    toll = state.tuning[TOLL] if state.tuning[TOLL] > 0 else 0.2 * (exact - state.at[SPENT]) / seats
    crowded = _price(task, state, toll, free)
    before = state.tuning[BASE]
    other = toll * STEP if crowded else toll / STEP
    _price(task, state, other, free)
    if state.tuning[BASE] < before:
        _price(task, state, toll, free)
    state.low[COST] = max(exact, whole(state.at[SPENT] + state.tuning[BASE]))


@inner
def whole(value: float) -> int:
    """Returns a whole number that is not more than the least one not below the exact value."""
    return int(np.ceil(value - ROUNDING - abs(value) * 1e-12))


@inner
def with_seat(task: Task, state: State, who: int, need: int) -> int:
    """Returns the least cost of a team in which this person fills a seat of this need; after ``price_costs``."""
    own = task.person[RATE, who] * task.need[NEED_HOURS, need]
    low = state.at[SPENT] + state.tuning[BASE] - state.price[SEAT_COST, need] + own
    if state.person[INSIDE, who] == 0:
        low += state.tuning[TOLL] / state.person[BREADTH, who]
    return max(int(state.low[COST]), whole(low))


@inner
def _price(task: Task, state: State, toll: float, free: int) -> bool:
    """Prices all open seats at a toll; says whether they would take more places than are free."""
    state.tuning[TOLL] = toll
    total, places = 0.0, 0.0
    for need in range(task.need.shape[1]):
        seats = state.need[OPEN, need]
        state.price[NEED_COST, need] = 0.0
        state.price[SEAT_COST, need] = 0.0
        if seats == 0:
            continue
        hours = task.need[NEED_HOURS, need]
        for seat in range(seats):
            state.best[need, seat] = np.inf
            state.part[need, seat] = 0.0
        for at in range(state.at[LEVEL]):
            who = state.team[at]
            if can_take(task, state, who, need):
                _keep(state, need, seats, float(task.person[RATE, who] * hours), 0.0)
        for at in range(task.holder_start[need], task.holder_start[need + 1]):
            who = task.holder[at]
            if state.person[USABLE, who] == state.at[VISITED] and (state.person[ABLE, who] >> need) & 1:
                part = 1.0 / state.person[BREADTH, who]
                _keep(state, need, seats, task.person[RATE, who] * hours + toll * part, part)
        for seat in range(seats):
            state.price[NEED_COST, need] += state.best[need, seat]
            places += state.part[need, seat]
        state.price[SEAT_COST, need] = state.best[need, seats - 1]
        total += state.price[NEED_COST, need]
    state.tuning[BASE] = total - toll * free if toll > 0 else total
    return bool(places > free)


@inner
def _keep(state: State, need: int, seats: int, value: float, part: float) -> None:
    """Puts a price in order among the least for the seats of a need."""
    seat = seats - 1
    if value >= state.best[need, seat]:
        return
    while seat > 0 and state.best[need, seat - 1] > value:
        state.best[need, seat] = state.best[need, seat - 1]
        state.part[need, seat] = state.part[need, seat - 1]
        seat -= 1
    state.best[need, seat] = value
    state.part[need, seat] = part
