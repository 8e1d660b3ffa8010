"""Steps of the search: somebody joins, takes a seat, gives it back, leaves."""

import numpy as np

from ..compiled import allocating, inner
from .state import (
    APART,
    DEPTH,
    FILLED,
    FORBIDDEN,
    FREE,
    INSIDE,
    LEFT,
    LEVEL,
    LISTED,
    LONGEST,
    MET,
    NEED_HOURS,
    OPEN,
    RATE,
    ROW,
    ROWS,
    SPENT,
    SUM,
    WINDOW,
    WISHES,
    State,
    Task,
)
from .ways import reach


@inner
def row(task: Task, state: State, who: int) -> int:
    """Returns the place of a candidate's distances, computed once unless they had to give way."""
    if state.person[ROW, who] < 0:
        _write_row(task, state, who)
    return int(state.person[ROW, who])


@allocating
def _write_row(task: Task, state: State, who: int) -> None:
    """Writes how far a candidate is from all others, in place of the oldest of such rows where there are too many."""
    place = state.at[ROWS] % len(state.rows)
    state.at[ROWS] += 1
    if state.owner[place] >= 0:
        state.person[ROW, state.owner[place]] = -1
    reached = reach(task.graph, task.lead, int(task.candidates[who]))
    fits = task.fits[task.person[WINDOW, who]]
    for other in range(len(task.candidates)):
        distance = reached[task.candidates[other]]
        state.rows[place, other] = distance
        state.together[place, other] = min(distance, LONGEST) if fits[task.person[WINDOW, other]] else APART
    state.together[place, who] = APART
    for at in range(task.block_start[who], task.block_start[who + 1]):
        state.together[place, task.block_target[at]] = APART
    state.owner[place] = who
    state.person[ROW, who] = place


@inner
def join(task: Task, state: State, who: int) -> None:
    """Takes somebody into the team."""
    level = state.at[LEVEL]
    state.at[SUM] += state.sums[level, who]
    place = row(task, state, who)
    frame = state.at[DEPTH]
    for at in range(state.frame[LISTED, frame]):
        other = state.listed[frame, at]
        state.sums[level + 1, other] = state.sums[level, other] + state.rows[place, other]
    for window in range(len(task.fits)):
        fits = task.fits[task.person[WINDOW, who], window]
        state.allowed[level + 1, window] = state.allowed[level, window] and fits
    for at in range(task.block_start[who], task.block_start[who + 1]):
        state.person[FORBIDDEN, task.block_target[at]] += 1
    state.person[INSIDE, who] = 1
    state.team[level] = who
    state.at[LEVEL] = level + 1


@inner
def leave(task: Task, state: State) -> None:
    """Lets go whoever joined last."""
    level = state.at[LEVEL] - 1
    who = state.team[level]
    state.at[LEVEL] = level
    state.at[SUM] -= state.sums[level, who]
    state.person[INSIDE, who] = 0
    for at in range(task.block_start[who], task.block_start[who + 1]):
        state.person[FORBIDDEN, task.block_target[at]] -= 1


@inner
def count_wishes(task: Task, state: State) -> None:
    """Notes which wishes any member meets."""
    met = np.int64(0)
    for at in range(state.at[LEVEL]):
        met |= task.person[WISHES, state.team[at]]
    state.at[MET] = met


@inner
def take(task: Task, state: State, who: int, need: int) -> bool:
    """Gives somebody a seat, and takes them into the team where they are not; says whether they joined by it."""
    joins = state.person[INSIDE, who] == 0
    if joins:
        join(task, state, who)
        count_wishes(task, state)
    state.person[LEFT, who] -= task.need[NEED_HOURS, need]
    state.at[SPENT] += task.person[RATE, who] * task.need[NEED_HOURS, need]
    state.taken[who, need] = FILLED
    state.need[OPEN, need] -= 1
    return bool(joins)


@inner
def give_back(task: Task, state: State, who: int, need: int, has_joined: int) -> None:
    """Undoes ``take``."""
    state.need[OPEN, need] += 1
    state.taken[who, need] = FREE
    state.at[SPENT] -= task.person[RATE, who] * task.need[NEED_HOURS, need]
    state.person[LEFT, who] += task.need[NEED_HOURS, need]
    if has_joined:
        leave(task, state)
        count_wishes(task, state)


@inner
def can_take(task: Task, state: State, who: int, need: int) -> bool:
    """Whether somebody may fill a seat, as far as they and the money are concerned."""
    hours = task.need[NEED_HOURS, need]
    return bool(
        task.holds[who, need]
        and state.taken[who, need] == FREE
        and state.person[LEFT, who] >= hours
        and state.at[SPENT] + task.person[RATE, who] * hours <= task.budget
    )
