"""How close a team can still become, pair by pair: a dearer bound than that of ``bounds``, and a higher one.

Everybody who may join has options: the sets of missing needs of which they could fill a seat together. Each missing
seat takes one option. Half-and-half would be too little for pairs of which one fills several seats, so an option of k
needs pays a k-th of its person's distances at each of its seats; two options at two seats cost what is between their
people in such parts, nothing where they are one option, and no two are taken together whose people block each other,
share too few hours, or want the same seat. What any team adds to the distances is then the sum over its seats and over
pairs of its seats, or more where somebody fills seats that members could fill.

The least of such a sum is bounded by moving costs between pairs and seats, which changes no sum: each seat in turn
takes over what its options cost with the cheapest option of every other seat at least, and hands what its options cost
beyond the cheapest on to the seats after it (soft arc consistency; Cooper et al., "Soft arc consistency revisited",
2010). The cheapest options of all seats then come to no more than any team, and with one option in place of its seat's
cheapest, to no more than any team with that option; options that are behind so are left out. Costs are whole numbers,
parts rounded down, so nothing is lost in rounding.
"""

import numpy as np

from ..compiled import inner
from .bounds import is_usable, with_person
from .distances import Ints
from .moves import row
from .state import (
    ABLE,
    APART,
    AVAILABLE,
    BITS,
    BY_TEAM,
    DEPTH,
    FLOOR,
    FLOORED,
    FOR,
    GONE,
    LEAST,
    LEFT,
    LEVEL,
    LISTED,
    LOWEST,
    MISSING,
    NEED_HOURS,
    OPEN,
    OPTION,
    OWN,
    PART,
    RATE,
    SEEN,
    SPENT,
    START,
    SUM,
    TURN,
    VISITED,
    WHOSE,
    Shorts,
    State,
    Task,
)

PARTS = 60
"""A distance is so many parts, which can be shared by up to six."""

SCALE = PARTS * PARTS

NEVER = 1 << 29
"""More than what is ever moved."""

DEAR = 1 << 28
"""From here on it is ``NEVER``, with something moved."""

BEYOND = 1 << 40
"""More than any distance."""

BITS_IN_INT = 31
"""Of needs beyond these it is not seen that two options want the same seat, which leaves the bound lower."""

SWEEPS = 4
"""How often every seat has its turn."""


@inner
def tighten(task: Task, state: State, most: int) -> int:
    """Returns the least sum of distances of whatever completes the team; after ``survey``.

    Writes for each person who may join, where it can be told, the least of a team that they join.

    Args:
        task: What is searched for.
        state: Where the search stands.
        most: Teams with more are behind; the answer is more than this where all are.
    """
    options = _list_options(task, state, most)
    seats = _seat_options(task, state, options) if options > 0 else 0
    if seats < 2:
        return 0
    _measure(task, state, options, seats)
    whole = np.int64(0)
    for seat in range(seats):
        _find_least(state, seat)
        whole += state.seat[LEAST, seat]
    for sweep in range(SWEEPS):
        for turn in range(seats):
            seat = turn if sweep % 2 == 0 else seats - 1 - turn
            whole -= state.seat[LEAST, seat]
            for other in range(seats):
                if other != seat:
                    _take_over(state, seat, other)
            if not _leave_out(state, seat, int(whole), most):
                return BEYOND
            whole += state.seat[LEAST, seat]
            _hand_on(state, seat, seats, forward=sweep % 2 == 0)
    _write_floors(task, state, options)
    _count_left(task, state, most)
    return int(state.at[SUM]) + _in_full(int(whole))


@inner
def _in_full(scaled: int) -> int:
    """Returns a distance of which these are the parts, rounded up."""
    return int(-(-scaled // SCALE))


@inner
def _list_options(task: Task, state: State, most: int) -> int:
    """Lists the options of everybody who may join, and returns how many, or 0 where there are too many."""
    missing, count, turn = 0, 0, 0
    for need in range(task.need.shape[1]):
        if state.need[MISSING, need] > 0:
            missing |= 1 << need
    for at in range(state.frame[LISTED, state.at[DEPTH]]):
        who = state.listed[state.at[DEPTH], at]
        if not is_usable(state, who) or with_person(task, state, who) > most:
            continue
        able = int(state.person[ABLE, who]) & missing
        bits, first = able, count
        while bits > 0:
            size = _fillable(task, state, who, bits)
            if size > 0:
                if count == state.option.shape[1]:
                    return 0
                state.option[WHOSE, count] = who
                state.option[TURN, count] = turn
                state.option[BITS, count] = bits
                state.option[PART, count] = PARTS // size
                state.option[LOWEST, count] = 0
                state.option[GONE, count] = 0
                count += 1
            bits = (bits - 1) & able
        if count > first:
            turn += 1  # of those with options alone: there is a row for each
    return count


@inner
def _fillable(task: Task, state: State, who: int, bits: int) -> int:
    """Returns how many needs these are, or 0 where somebody has neither the hours nor the money allows it."""
    size, hours = 0, 0
    for need in range(task.need.shape[1]):
        if (bits >> need) & 1:
            size += 1
            hours += task.need[NEED_HOURS, need]
    is_dear = state.at[SPENT] + task.person[RATE, who] * hours > task.budget
    return 0 if is_dear or hours > state.person[LEFT, who] else size


@inner
def _seat_options(task: Task, state: State, options: int) -> int:
    """Puts options to the seats they could take, and returns how many seats are missing, or 0 where it is too much."""
    seats, places = 0, 0
    for need in range(task.need.shape[1]):
        for _ in range(state.need[MISSING, need]):
            state.seat[START, seats] = places
            for option in range(options):
                if (state.option[BITS, option] >> need) & 1:
                    if places == state.place.shape[1]:
                        return 0
                    who, part = state.option[WHOSE, option], state.option[PART, option]
                    state.place[OPTION, places] = option
                    state.place[OWN, places] = PARTS * part * state.sums[state.at[LEVEL], who]
                    places += 1
            state.seat[FOR, seats] = need
            seats += 1
    state.seat[START, seats] = places
    return seats


@inner
def _measure(task: Task, state: State, options: int, seats: int) -> None:
    """Writes what two options cost at two seats, with nothing moved yet."""
    places = state.seat[START, seats]
    _line_up(task, state, places)
    holder, single, paid = state.holder[:places], state.single[:places], state.paid[:places]
    for option in range(options):
        if option == 0 or state.option[TURN, option] != state.option[TURN, option - 1]:
            together = state.together[row(task, state, state.option[WHOSE, option])]
            _spread(state.spread[state.option[TURN, option], :places], holder, paid, together)
    for place in range(places):
        spread = state.spread[state.option[TURN, state.place[OPTION, place]], :places]
        _write_costs(state.apart[place, :places], spread, single, single[place], paid[place])
    for seat in range(seats):
        state.moved[seat, :places] = 0
    _spare_own(state, options, seats)
    for seat in range(1, seats):  # after that, for nobody may take two seats of one need
        if state.seat[FOR, seat] == state.seat[FOR, seat - 1]:
            _part_twins(state, seat)


@inner
def _line_up(task: Task, state: State, places: int) -> None:
    """Puts what is compared of each place side by side."""
    single = 0
    for need in range(min(task.need.shape[1], BITS_IN_INT)):
        if state.need[MISSING, need] == 1:
            single |= 1 << need
    for place in range(places):
        option = state.place[OPTION, place]
        state.holder[place] = state.option[WHOSE, option]
        state.single[place] = state.option[BITS, option] & single
        state.paid[place] = state.option[PART, option]


@inner
def _spread(spread: Ints, holder: Ints, paid: Ints, together: Shorts) -> None:
    """Writes what each place pays for its distance from one person."""
    for at in range(len(spread)):
        distance = np.int32(together[holder[at]])
        spread[at] = distance if distance == APART else distance * paid[at]


@inner
def _write_costs(costs: Ints, spread: Ints, singles: Ints, single: int, part: int) -> None:
    """Writes what the option at one place costs with the option at each; whole arrays, which go through in one go."""
    for at in range(len(costs)):
        is_apart = (spread[at] == APART) | (singles[at] & single != 0)
        costs[at] = NEVER if is_apart else spread[at] * part


@inner
def _spare_own(state: State, options: int, seats: int) -> None:
    """Lets an option cost nothing with itself at another seat; at every seat options stand in their order."""
    for seat in range(seats):
        state.seat[SEEN, seat] = state.seat[START, seat]
    for option in range(options):
        for seat in range(seats):
            if (state.option[BITS, option] >> state.seat[FOR, seat]) & 1:
                place = state.seat[SEEN, seat]
                state.seat[SEEN, seat] += 1
                for other in range(seat):
                    if (state.option[BITS, option] >> state.seat[FOR, other]) & 1:
                        same = state.seat[SEEN, other] - 1
                        state.apart[place, same] = 0
                        state.apart[same, place] = 0


@inner
def _part_twins(state: State, seat: int) -> None:
    """Has nobody take two seats of one need, of which all stand one after the other."""
    first = seat
    while first > 0 and state.seat[FOR, first - 1] == state.seat[FOR, seat]:
        first -= 1
    count = state.seat[START, seat + 1] - state.seat[START, seat]
    for other in range(first, seat):
        for at in range(count):
            one, same = state.seat[START, seat] + at, state.seat[START, other] + at
            state.apart[one, same] = NEVER
            state.apart[same, one] = NEVER


@inner
def _find_least(state: State, seat: int) -> None:
    """Notes what the cheapest option of a seat costs."""
    least = np.int64(NEVER)
    for place in range(state.seat[START, seat], state.seat[START, seat + 1]):
        if state.option[GONE, state.place[OPTION, place]] == 0:
            least = min(least, state.place[OWN, place])
    state.seat[LEAST, seat] = least


@inner
def _take_over(state: State, seat: int, other: int) -> None:
    """Moves to a seat's options what they cost with the cheapest of another seat."""
    begin, end = state.seat[START, other], state.seat[START, other + 1]
    gone = state.option[GONE]
    left, from_here = state.left[begin:end], state.moved[seat, begin:end]
    there = state.place[OPTION, begin:end]
    for at in range(len(left)):
        left[at] = NEVER if gone[there[at]] > 0 else -from_here[at]
    for place in range(state.seat[START, seat], state.seat[START, seat + 1]):
        option = state.place[OPTION, place]
        if gone[option] > 0:
            continue
        least = _least_of(state.apart[place, begin:end], left)
        if least >= DEAR:
            gone[option] = 1
            continue
        state.place[OWN, place] += least - state.moved[other, place]
        state.moved[other, place] = least


@inner
def _least_of(costs: Ints, left: Ints) -> int:
    """Returns the least of what is left of costs."""
    least = np.int32(NEVER)
    for at in range(len(left)):
        least = min(least, np.int32(costs[at] + left[at]))
    return int(least)


@inner
def _leave_out(state: State, seat: int, others: int, most: int) -> bool:
    """Leaves out options of a seat with which a team is behind, and finds the cheapest; False where none is left.

    Args:
        state: Where the search stands.
        seat: Whose turn it is.
        others: What the cheapest options of all other seats come to.
        most: Teams with more are behind.
    """
    is_any = False
    for place in range(state.seat[START, seat], state.seat[START, seat + 1]):
        option = state.place[OPTION, place]
        if state.option[GONE, option] == 0:
            low = others + state.place[OWN, place]
            state.option[LOWEST, option] = max(state.option[LOWEST, option], low)
            if state.at[SUM] + _in_full(low) > most:
                state.option[GONE, option] = 1
            else:
                is_any = True
    _find_least(state, seat)
    return is_any


@inner
def _hand_on(state: State, seat: int, seats: int, forward: bool) -> None:
    """Shares what options of a seat cost beyond the cheapest among their pairs with the seats whose turn is to come."""
    later = seats - 1 - seat if forward else seat
    share = max(later, seats - 1 - later)
    if later == 0:
        return
    begin, end = (seat + 1, seats) if forward else (0, seat)
    for place in range(state.seat[START, seat], state.seat[START, seat + 1]):
        if state.option[GONE, state.place[OPTION, place]] == 0:
            part = (state.place[OWN, place] - state.seat[LEAST, seat]) // share
            state.place[OWN, place] -= part * later
            for other in range(begin, end):
                state.moved[other, place] -= part


@inner
def _write_floors(task: Task, state: State, options: int) -> None:
    """Writes the least of a team that somebody joins, for those who can only join for missing seats."""
    whole = 0
    for need in range(task.need.shape[1]):
        if state.need[OPEN, need] > 0 and state.need[BY_TEAM, need] == 0:
            whole |= 1 << need
    for option in range(options):
        who = state.option[WHOSE, option]
        if state.person[ABLE, who] & ~whole != 0:
            continue
        low = BEYOND
        if state.option[GONE, option] == 0:
            low = state.at[SUM] + _in_full(state.option[LOWEST, option])
        if state.person[FLOORED, who] == state.at[VISITED]:
            low = min(low, state.person[FLOOR, who])
        state.person[FLOOR, who] = low
        state.person[FLOORED, who] = state.at[VISITED]


@inner
def _count_left(task: Task, state: State, most: int) -> None:
    """Counts for each need who could fill a seat without the team being behind."""
    for at in range(state.frame[LISTED, state.at[DEPTH]]):
        who = state.listed[state.at[DEPTH], at]
        if is_usable(state, who) and with_person(task, state, who) > most:
            for need in range(task.need.shape[1]):
                state.need[AVAILABLE, need] -= (state.person[ABLE, who] >> need) & 1
