"""Lazy branch and bound: fill the rarest open seat with each possible holder in turn, and drop what cannot be better.

Every way to fill the seats is tried once: after a holder was tried for a need, later branches leave that pair out. A
branch ends where its bounds are behind the last of the teams wanted. Stopping after any step leaves, in the open
choices, a bound for all that was not tried. Complete teams are handed out, for ``ranking`` to keep.
"""

from ..compiled import compiled, inner
from .bounds import is_usable, loss_without, survey, weight_of, with_person
from .costs import with_seat
from .distances import Ints
from .moves import can_take, count_wishes, give_back, join, take
from .pairs import BEYOND, tighten
from .state import (
    AVAILABLE,
    BY_TEAM,
    COST,
    COUNT,
    DEPTH,
    DISTANCE,
    FILLED,
    FORBIDDEN,
    FOUND,
    FREE,
    INSIDE,
    JOINED,
    LAST_MEMBERS,
    LAST_SIZE,
    LEVEL,
    LISTED,
    LOSS,
    MET,
    NEED_DISTANCE,
    NEXT,
    OPEN,
    PAIRED,
    PASSED,
    SIZE,
    SPENT,
    SUM,
    VISITED,
    WHERE,
    WHO,
    WIDTH,
    WINDOW,
    WISHES,
    State,
    Task,
)

DONE, MORE, COMPLETE = range(3)
"""What ``run`` stopped at: everything tried, the steps taken, or a team to keep."""


@compiled
def begin(task: Task, state: State, leader: int, include: Ints) -> bool:
    """Takes in the leader and who must be in; False where they cannot be together."""
    join(task, state, leader)
    for at in range(len(include)):
        who, level = int(include[at]), state.at[LEVEL]
        fits = state.allowed[level, task.person[WINDOW, who]]
        if level >= task.size or state.person[FORBIDDEN, who] > 0 or not fits:
            return False
        join(task, state, who)
    count_wishes(task, state)
    return bool(state.at[LEVEL] <= task.size)


@compiled
def run(task: Task, state: State, steps: int) -> int:
    """Takes steps until all are tried, so many are taken, or a team is complete that comes before the last one.

    The first call opens the first choice. A complete team stands until the next call.
    """
    until = state.at[VISITED] + steps
    if state.at[DEPTH] == 0:
        if visit(task, state):
            return COMPLETE
    else:
        _undo_complete(task, state)
    while state.at[DEPTH] > 0 and state.at[VISITED] < until:
        frame = state.at[DEPTH]
        if not _next(task, state, frame):
            _close(task, state)
            continue
        option = state.choices[frame, state.frame[NEXT, frame] - 1]
        state.frame[JOINED, frame] = take(task, state, int(option[WHO]), int(option[WHERE]))
        if visit(task, state):
            return COMPLETE
        if state.at[DEPTH] == frame:
            _back(task, state)
    return MORE if state.at[DEPTH] > 0 else DONE


@inner
def _next(task: Task, state: State, frame: int) -> bool:
    """Moves the most promising holder not yet tried to the front; False where none can lead to anything."""
    first, count = state.frame[NEXT, frame], state.frame[COUNT, frame]
    if first == count or (frame > 1 and first == state.at[WIDTH]):
        return False
    best = first
    for at in range(first + 1, count):
        if _is_less(state, frame, at, best):
            best = at
    if best != first:
        _swap(state, frame, first, best)
    state.frame[NEXT, frame] = first + 1
    if _is_behind(task, state, frame, first):
        state.frame[NEXT, frame] = first  # so are all others, which have no lower bounds
        return False
    return True


@inner
def _swap(state: State, frame: int, one: int, other: int) -> None:
    """Lets two options change places."""
    for at in range(2):
        option = state.choices[frame, one, at]
        state.choices[frame, one, at] = state.choices[frame, other, at]
        state.choices[frame, other, at] = option
    for at in range(4):
        low = state.lows[frame, one, at]
        state.lows[frame, one, at] = state.lows[frame, other, at]
        state.lows[frame, other, at] = low


@inner
def _is_less(state: State, frame: int, one: int, other: int) -> bool:
    """Whether one holder of a choice is more promising than another: by bounds, then by id."""
    for at in range(4):
        if state.lows[frame, one, at] != state.lows[frame, other, at]:
            return bool(state.lows[frame, one, at] < state.lows[frame, other, at])
    for at in range(2):
        if state.choices[frame, one, at] != state.choices[frame, other, at]:
            return bool(state.choices[frame, one, at] < state.choices[frame, other, at])
    return False


@inner
def _undo_complete(task: Task, state: State) -> None:
    """Takes the last seat of a team that was handed out."""
    frame = state.at[DEPTH]
    if state.frame[NEXT, frame] > 0:
        option = state.choices[frame, state.frame[NEXT, frame] - 1]
        if state.taken[option[WHO], option[WHERE]] == FILLED:
            _back(task, state)


@inner
def _back(task: Task, state: State) -> None:
    """Takes the seat back from whoever was tried last."""
    frame = state.at[DEPTH]
    option = state.choices[frame, state.frame[NEXT, frame] - 1]
    who, need = int(option[WHO]), int(option[WHERE])
    give_back(task, state, who, need, state.frame[JOINED, frame])
    state.taken[who, need] = PASSED


@inner
def _close(task: Task, state: State) -> None:
    """Ends a choice, and undoes what led to it."""
    frame = state.at[DEPTH]
    for at in range(state.frame[NEXT, frame]):
        option = state.choices[frame, at]
        state.taken[option[WHO], option[WHERE]] = FREE
    state.at[DEPTH] = frame - 1
    if frame > 1:
        _back(task, state)


@inner
def visit(task: Task, state: State) -> bool:
    """Looks at a partial team and opens the next choice if it may lead to something; True where it is complete."""
    state.at[VISITED] += 1
    is_complete = True
    for need in range(task.need.shape[1]):
        is_complete = is_complete and state.need[OPEN, need] == 0
    if is_complete:
        state.low[DISTANCE], state.low[COST], state.low[SIZE] = state.at[SUM], state.at[SPENT], state.at[LEVEL]
        state.low[LOSS] = weight_of(task, ~state.at[MET])
    elif not survey(task, state):
        return False
    scratch = len(state.choices) - 1
    _write_lows(task, state, scratch, 0, state.low[DISTANCE], state.low[COST], state.low[SIZE])
    if _is_behind(task, state, scratch, 0):
        return False
    if is_complete:
        return True
    if state.at[PAIRED]:
        most = _most_distance(task, state)
        if most >= 0:
            state.low[DISTANCE] = max(state.low[DISTANCE], tighten(task, state, most))
            if state.low[DISTANCE] > most:
                return False
    _choose(task, state)
    return False


@inner
def _most_distance(task: Task, state: State) -> int:
    """Returns the greatest sum of distances with which a team may not be behind, or -1 where those do not matter.

    The bounds of the partial team must be the last that were written.
    """
    scratch = len(state.choices) - 1
    if state.at[FOUND] < task.wanted:
        return BEYOND - 1
    for at in range(4):
        if task.order[at] == DISTANCE:
            state.lows[scratch, 0, at] = state.last[at]
            return int(state.last[at] - _is_behind(task, state, scratch, 0))
        if state.lows[scratch, 0, at] < state.last[at]:
            break
    return -1


@compiled
def restart(task: Task, state: State) -> None:
    """Undoes all steps, to take them again with pairs looked at."""
    if state.at[DEPTH] > 0:
        _undo_complete(task, state)
    while state.at[DEPTH] > 0:
        _close(task, state)
    state.at[PAIRED] = 1


@inner
def _choose(task: Task, state: State) -> None:
    """Opens a choice: who brings a wish that must be met, or who fills a seat of the need with fewest to spare."""
    need, fewest = _rarest_need(task, state)
    frame = state.at[DEPTH] + 1
    _list(task, state, frame)
    state.at[DEPTH] = frame
    state.frame[NEXT, frame] = 0
    state.frame[COUNT, frame] = 0
    wish = _rarest_wish(task, state, fewest)
    for at in range(state.at[LEVEL] if wish < 0 else 0):
        _offer(task, state, frame, state.team[at], need)
    for at in range(state.frame[LISTED, frame]):
        who = state.listed[frame, at]
        if wish < 0:
            _offer(task, state, frame, who, need)
        elif (task.person[WISHES, who] >> wish) & 1:
            for each in range(task.need.shape[1]):
                if state.need[OPEN, each] > 0:
                    _offer(task, state, frame, who, each)


@inner
def _list(task: Task, state: State, frame: int) -> None:
    """Lists who is still considered below a choice: whoever may join and is in a team that may be ahead."""
    scratch, kept = len(state.choices) - 1, 0
    for at in range(state.frame[LISTED, frame - 1]):
        who = state.listed[frame - 1, at]
        if is_usable(state, who):
            distance = with_person(task, state, who)
            _write_lows(task, state, scratch, 0, distance, state.low[COST], state.low[SIZE])
            if not _is_behind(task, state, scratch, 0):
                state.listed[frame, kept] = who
                kept += 1
    state.frame[LISTED, frame] = kept


@inner
def _rarest_need(task: Task, state: State) -> tuple[int, int]:
    """Returns the open need with the fewest possible holders to spare, of several the dearest, and how many."""
    need, fewest = -1, 1 << 30
    for each in range(task.need.shape[1]):
        if state.need[OPEN, each] > 0:
            spare = state.need[BY_TEAM, each] + state.need[AVAILABLE, each] - state.need[OPEN, each]
            price = state.price[NEED_DISTANCE, each]
            if spare < fewest or (spare == fewest and price > state.price[NEED_DISTANCE, need]):
                need, fewest = each, spare
    return need, fewest


@inner
def _rarest_wish(task: Task, state: State, fewest: int) -> int:
    """Returns the wish with fewer ways to be met than ``fewest``, among those without which no team is ahead, or -1."""
    rarest = -1
    if task.order[0] != LOSS or state.at[FOUND] < task.wanted:
        return rarest
    for wish in range(len(task.weight)):
        if (state.at[MET] >> wish) & 1 or loss_without(task, state, wish) <= state.last[0]:
            continue
        ways = 0
        for at in range(state.frame[LISTED, state.at[DEPTH]]):
            who = state.listed[state.at[DEPTH], at]
            if (task.person[WISHES, who] >> wish) & 1:
                for need in range(task.need.shape[1]):
                    ways += state.need[OPEN, need] > 0 and can_take(task, state, who, need)
        if ways < fewest:
            rarest, fewest = wish, ways
    return rarest


@inner
def _offer(task: Task, state: State, frame: int, who: int, need: int) -> None:
    """Adds somebody to a choice, with the bounds of teams in which they fill the seat, unless those are behind."""
    if not can_take(task, state, who, need):
        return
    distance, size = state.low[DISTANCE], state.low[SIZE]
    if state.person[INSIDE, who] == 0:
        distance = max(distance, with_person(task, state, who))
        size = max(size, state.at[LEVEL] + 1)
    cost = with_seat(task, state, who, need)
    count = state.frame[COUNT, frame]
    _write_lows(task, state, frame, count, distance, cost, size)
    if cost <= task.budget and not _is_behind(task, state, frame, count):
        state.choices[frame, count, WHO] = who
        state.choices[frame, count, WHERE] = need
        state.frame[COUNT, frame] = count + 1


@inner
def _write_lows(task: Task, state: State, frame: int, place: int, distance: int, cost: int, size: int) -> None:
    """Writes bounds in the order of importance; the loss is that of the partial team."""
    for at in range(4):
        criterion = task.order[at]
        value = state.low[LOSS]
        if criterion == DISTANCE:
            value = distance
        elif criterion == COST:
            value = cost
        elif criterion == SIZE:
            value = size
        state.lows[frame, place, at] = value


@inner
def _is_behind(task: Task, state: State, frame: int, place: int) -> bool:
    """Whether no team with these bounds can come before the last of those wanted."""
    if state.at[FOUND] < task.wanted:
        return False
    for at in range(4):
        if state.lows[frame, place, at] != state.last[at]:
            return bool(state.lows[frame, place, at] > state.last[at])
    return not _may_have_lower_ids(task, state)


@inner
def _may_have_lower_ids(task: Task, state: State) -> bool:
    """Whether the members so far and the lowest others come before the last team, at its size, in the order of ids."""
    free, other = state.last[LAST_SIZE] - state.at[LEVEL], 0
    for at in range(state.last[LAST_SIZE]):
        while other < len(task.candidates) and free == 0 and state.person[INSIDE, other] == 0:
            other += 1
        if other == len(task.candidates):
            return False
        if state.person[INSIDE, other] == 0:
            free -= 1
        if other != state.last[LAST_MEMBERS + at]:
            return bool(other < state.last[LAST_MEMBERS + at])
        other += 1
    return False
