"""What the search reads and where it stands, as arrays, so that it can stop between two steps and go on.

The arrays are few and wide, because every one of them makes the compiler slower; rows are named by constants.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .crowd import Longs
from .distances import FAR, Flags, Graph, Ints, distances
from .pool import NOBODY, Pool
from .problem import Objective
from .ways import Lead, lead_of

DISTANCE, LOSS, COST, SIZE = range(4)
"""The criteria, all to be as small as possible; loss is the weight of the wishes that nobody meets."""

ORDERS = {
    Objective.TRUST: (DISTANCE, LOSS, COST, SIZE),
    Objective.SKILL: (LOSS, DISTANCE, COST, SIZE),
    Objective.COST: (COST, DISTANCE, LOSS, SIZE),
}

DEPTH, LEVEL, SUM, SPENT, MET, FOUND, VISITED, WIDTH, ROWS, REACHABLE, GAIN, PAIRED, REGISTERS = range(13)
"""Registers of ``State.at``: open choices, members, sum of distances, cost, wishes met, teams found, steps
taken, most options tried of a choice after the first, distance rows computed, wishes that those who join could meet,
the most weight of wishes that they could, and whether pairs are looked at."""

RATE, HOURS, WISHES, WINDOW = range(4)
"""Rows of ``Task.person``."""

SEATS, NEED_HOURS = range(2)
"""Rows of ``Task.need``."""

FORBIDDEN, INSIDE, LEFT, ROW, COVER, HELD, ABLE, USABLE, BREADTH, FLOOR, FLOORED, OF_PERSON = range(12)
"""Rows of ``State.person``: members who block them, whether a member, hours left, place of their distances, missing
needs they could fill at once, missing needs they hold, bits of the needs of which they could fill a seat, the step at
which they last could, open needs they could fill at once, the least sum of distances of a team that they join by what
pairs tell, and the step at which that was told."""

NEED_DISTANCE, SEAT_DISTANCE, NEED_COST, SEAT_COST, OF_PRICE = range(5)
"""Rows of ``State.price``: the least that the missing seats of each need add to the distances together, and the dearest
of them; the least that the open seats of each cost together, and the dearest of them."""

TOLL, BASE, OF_TUNING = range(3)
"""Entries of ``State.tuning``: what whoever joins is charged for the place they take where places are limited, and the
least cost of all open seats with such tolls, less those of all free places."""

OPEN, BY_TEAM, MISSING, AVAILABLE, CHEAPEST, WIDEST, PRICED, OF_NEED = range(8)
"""Rows of ``State.need``: open seats, members who could fill one, seats that only others can, others who could, the
least cost of a seat, the most missing needs that one of its holders could fill, and whether it has its price."""

NEXT, COUNT, JOINED, LISTED, OF_FRAME = range(5)
"""Rows of ``State.frame``: options tried, options in all, whether the last one joined by it, and how many others are
still considered below."""

WHO, WHERE = range(2)
"""Of an option in ``State.choices``: a person, and the need of which they take a seat."""

LAST_SIZE, LAST_MEMBERS = 4, 5
"""Places in ``State.last``, after the four criteria."""

WHOSE, TURN, BITS, PART, LOWEST, GONE, OF_OPTION = range(7)
"""Rows of ``State.option``: whose, their number among those who have any, bits of the needs that it fills, parts of a
distance that each of them pays, the least of all teams with it, and whether those are behind; see ``pairs``."""

OPTION, OWN, OF_PLACE = range(3)
"""Rows of ``State.place``: which option, and what it costs at this seat."""

START, FOR, LEAST, SEEN, OF_SEAT = range(5)
"""Rows of ``State.seat``: where its options begin in ``State.place``, its need, what its cheapest option costs, and the
first of its places that was not looked at yet."""

FREE, FILLED, PASSED = 0, 1, 2
"""What became of a person and a need: open, a seat filled, or tried in every way before."""

MOST_OPTIONS = 2000
"""Options that are looked at in pairs; where there are more, pairs are not."""

MOST_ROWS_BYTES = 48_000_000
"""Memory for distances from one candidate to all others, six bytes each; the oldest give way."""

APART = -1
"""In place of a distance: people who cannot be in one team."""

LONGEST = 1000
"""More than any distance in a pool, where everybody is within two ties of the leader; longer ones count as this."""

Reals = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Shorts = npt.NDArray[np.int16]


class Task(NamedTuple):
    """What does not change while searching; see ``Pool`` for what is not told here.

    Attributes:
        lead: Ways through the leader.
        person: Facts of each candidate.
        block_start: Where each candidate's entries of ``block_target`` begin.
        nearest: Least distance of a candidate from any holder of each need, shape (candidates, needs).
        nearest_part: The same over the needs that a holder could fill at once; those who could fill several are counted
            with the most that any of them could.
        need: Facts of each need.
        held_start: Where each candidate's entries of ``held`` begin.
        held: The needs that each candidate holds, the shortest hours first.
        holder_start: Where each need's entries of ``holder`` begin.
        holder: The candidates that hold each need.
        order: The criteria, the most important first.
        wanted: How many teams.
    """

    graph: Graph
    lead: Lead
    candidates: Ints
    holds: Flags
    person: Longs
    fits: Flags
    block_start: Ints
    block_target: Ints
    nearest: Ints
    nearest_part: Reals
    need: Longs
    held_start: Ints
    held: Ints
    holder_start: Ints
    holder: Ints
    weight: Longs
    order: Longs
    budget: int
    size: int
    wanted: int


class State(NamedTuple):
    """Where the search stands.

    Attributes:
        at: Registers.
        team: The members in the order in which they joined.
        sums: Sum of distances from the members to each candidate, for each number of members.
        allowed: Working days that share enough with all members', for each number of members.
        person: What is so of each candidate now.
        taken: What became of each person and need.
        need: What is so of each need now.
        price: Least prices of the seats of each need.
        tuning: What the prices rest on; see ``bounds``.
        share: What each usable candidate costs at least.
        best: The least shares or prices for each seat of each need.
        part: Beside the least prices, the part of a place that they take.
        used: What the prices of a candidate's needs come to so far.
        rows: Distances from some candidates to all.
        together: The same, ``LONGEST`` at most, and ``APART`` for themselves and whoever they cannot be in a team with.
        owner: Whose distances those are.
        frame: Open choices.
        listed: Who is still considered below each open choice, from the one before the first on, ascending.
        choices: Options of each open choice.
        lows: Bounds of each of them, in the order of importance.
        option: Sets of needs that somebody could fill; see ``pairs``.
        place: Options of missing seats, seat after seat.
        seat: Facts of each missing seat.
        holder: Whose option a place has.
        single: Bits of those of its needs that lack one seat.
        paid: What part of a distance it pays.
        spread: What a place pays for its distance from each person with options, or ``APART``.
        apart: What two options cost at two seats.
        moved: Of that, what each option took over from its pairs with another seat.
        left: What is left of it, for one seat.
        low: Bounds of the partial team, by criterion.
        last: The last of the teams wanted, once there are so many: criteria, size and members.
    """

    at: Longs
    team: Longs
    sums: Ints
    allowed: Flags
    person: Longs
    taken: Bytes
    need: Longs
    price: Reals
    tuning: Reals
    share: Reals
    best: Reals
    part: Reals
    used: Reals
    rows: Ints
    together: Shorts
    owner: Longs
    frame: Longs
    listed: Ints
    choices: Ints
    lows: Longs
    option: Longs
    place: Longs
    seat: Longs
    holder: Ints
    single: Ints
    paid: Ints
    spread: Ints
    apart: Ints
    moved: Ints
    left: Ints
    low: Longs
    last: Longs


def task_of(pool: Pool, objective: Objective, wanted: int) -> Task:
    """Adds to a pool what the search looks up again and again."""
    count = len(pool.candidates)
    both = np.concatenate([pool.blocked, pool.blocked[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    nearest, nearest_part = _nearest(pool)
    by_hours = np.argsort(pool.need_hours, kind="stable")
    who, held = np.nonzero(pool.holds[:, by_hours])
    of_need, holder = np.nonzero(pool.holds.T)
    return Task(
        graph=pool.graph,
        lead=lead_of(pool.graph, int(pool.candidates[pool.leader])),
        candidates=pool.candidates,
        holds=pool.holds,
        person=np.array([pool.rate, pool.hours, pool.wishes, pool.window], np.int64),
        fits=pool.fits,
        block_start=starts(both[:, 0], count),
        block_target=np.ascontiguousarray(both[:, 1]).astype(np.int32),
        nearest=nearest,
        nearest_part=nearest_part,
        need=np.array([pool.seats, pool.need_hours], np.int64),
        held_start=starts(who, count),
        held=by_hours[held].astype(np.int32),
        holder_start=starts(of_need, len(pool.seats)),
        holder=holder.astype(np.int32),
        weight=pool.weight,
        order=np.array(ORDERS[objective], np.int64),
        budget=pool.budget,
        size=pool.size,
        wanted=wanted,
    )


def _nearest(pool: Pool) -> tuple[Ints, Reals]:
    """Returns how far each candidate is from the holders of each need, and the least part of it; see ``Task``.

    How many needs somebody could fill at once is counted by hours alone, so it is never less than it comes to.
    """
    count, needs = pool.holds.shape
    is_candidate = np.zeros(len(pool.people), np.bool_)
    is_candidate[pool.candidates] = True
    nearest, part = np.full((count, needs), FAR, np.int32), np.full((count, needs), np.inf)
    by_hours = np.argsort(pool.need_hours, kind="stable")
    spent = np.cumsum(np.where(pool.holds[:, by_hours], pool.need_hours[by_hours], 0), axis=1)
    breadth = (pool.holds[:, by_hours] & (spent <= pool.hours[:, None])).sum(axis=1)
    for need in range(needs):
        held = pool.holds[:, need]
        for some in (held & (breadth < 2), held & (breadth > 1)):
            if some.any():
                away = distances(pool.graph, pool.candidates[some], is_candidate)[pool.candidates]
                nearest[:, need] = np.minimum(nearest[:, need], away)
                part[:, need] = np.minimum(part[:, need], away / max(int(breadth[some].max()), 1))
    return nearest, part


def starts(owners: npt.NDArray[np.integer[Any]], count: int) -> Ints:
    """Returns where each owner's entries begin among entries in the order of their owners, and where all end."""
    start = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(owners, minlength=count), out=start[1:])
    return start


def state_of(pool: Pool, task: Task) -> State:
    """Returns the state before the first step, with nobody in the team."""
    count, needs, seats = len(pool.candidates), len(pool.seats), int(pool.seats.sum())
    most = min(pool.size if pool.size < NOBODY else count, seats + 1 + len(pool.include), count) + 1
    rows = max(min(count, MOST_ROWS_BYTES // (6 * count)), 1)
    state = State(
        at=np.zeros(REGISTERS, np.int64),
        team=np.zeros(most + 1, np.int64),
        sums=np.zeros((most + 1, count), np.int32),
        allowed=np.ones((most + 1, len(pool.fits)), np.bool_),
        person=np.zeros((OF_PERSON, count), np.int64),
        taken=np.zeros((count, needs), np.uint8),
        need=np.zeros((OF_NEED, needs), np.int64),
        price=np.zeros((OF_PRICE, needs), np.float64),
        tuning=np.zeros(OF_TUNING, np.float64),
        share=np.zeros(count, np.float64),
        best=np.zeros((needs, int(pool.seats.max(initial=1))), np.float64),
        part=np.zeros((needs, int(pool.seats.max(initial=1))), np.float64),
        used=np.zeros(count, np.float64),
        rows=np.zeros((rows, count), np.int32),
        together=np.empty((rows, count), np.int16),
        owner=np.full(rows, -1, np.int64),
        frame=np.zeros((OF_FRAME, seats + 2), np.int64),
        listed=np.zeros((seats + 2, count), np.int32),
        choices=np.zeros((seats + 2, count, 2), np.int32),
        lows=np.zeros((seats + 2, count, 4), np.int64),
        option=np.zeros((OF_OPTION, MOST_OPTIONS), np.int64),
        place=np.zeros((OF_PLACE, MOST_OPTIONS), np.int64),
        seat=np.zeros((OF_SEAT, seats + 1), np.int64),
        holder=np.empty(MOST_OPTIONS, np.int32),
        single=np.empty(MOST_OPTIONS, np.int32),
        paid=np.empty(MOST_OPTIONS, np.int32),
        spread=np.empty((MOST_OPTIONS, MOST_OPTIONS), np.int32),
        apart=np.empty((MOST_OPTIONS, MOST_OPTIONS), np.int32),
        moved=np.empty((seats, MOST_OPTIONS), np.int32),
        left=np.empty(MOST_OPTIONS, np.int32),
        low=np.zeros(4, np.int64),
        last=np.zeros(LAST_MEMBERS + most + 1, np.int64),
    )
    state.at[WIDTH] = count
    state.frame[LISTED, 0] = count
    state.person[LEFT] = pool.hours
    state.person[ROW] = -1
    state.listed[0] = np.arange(count)
    state.need[OPEN] = pool.seats
    return state
