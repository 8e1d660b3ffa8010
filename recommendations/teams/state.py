"""What the search reads and where it stands, as arrays, so that it can stop between two steps and go on.

The arrays are few and wide, because every one of them makes the compiler slower; rows are named by constants.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .distances import Flags, Graph, Ints, distances
from .pool import NOBODY, Longs, Pool
from .problem import Objective

DISTANCE, LOSS, COST, SIZE = range(4)
"""The criteria, all to be as small as possible; loss is the weight of the wishes that nobody meets."""

ORDERS = {
    Objective.TRUST: (DISTANCE, LOSS, COST, SIZE),
    Objective.SKILL: (LOSS, DISTANCE, COST, SIZE),
    Objective.COST: (COST, DISTANCE, LOSS, SIZE),
}

DEPTH, LEVEL, SUM, SPENT, MET, FOUND, VISITED, WIDTH, ROWS, ALIVE, REGISTERS = range(11)
"""Registers of ``State.at``: open choices less one, members, sum of distances, cost, wishes met, teams found, steps
taken, most holders tried for a choice after the first, distance rows computed, candidates still considered."""

RATE, HOURS, WISHES, WINDOW = range(4)
"""Rows of ``Task.person``."""

SEATS, NEED_HOURS, BY_HOURS = range(3)
"""Rows of ``Task.need``."""

FORBIDDEN, INSIDE, LEFT, ROW, COVER, USABLE, CONSIDERED, OF_PERSON = range(8)
"""Rows of ``State.person``: members who block them, whether a member, hours left, place of their distances, missing
needs they could fill at once, whether they may join now, and the list of candidates still considered."""

OPEN, BY_TEAM, MISSING, AVAILABLE, CHEAPEST, WIDEST, OF_NEED = range(7)
"""Rows of ``State.need``: open seats, members who could fill one, seats that only others can, others who could, the
least cost of a seat, and the most missing needs that one of its holders could fill."""

NEED, NEXT, COUNT, JOINED, OF_FRAME = range(5)
"""Rows of ``State.frame``: the need of a choice, holders tried, holders in all, whether the last one joined by it."""

LAST_SIZE, LAST_MEMBERS = 4, 5
"""Places in ``State.last``, after the four criteria."""

FREE, FILLED, PASSED = 0, 1, 2
"""What became of a person and a need: open, a seat filled, or tried in every way before."""

MOST_ROWS_BYTES = 48_000_000
"""Memory for distances from one candidate to all others; the oldest give way."""

Reals = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]


class Task(NamedTuple):
    """What does not change while searching; see ``Pool`` for what is not told here.

    Attributes:
        person: Facts of each candidate.
        block_start: Where each candidate's entries of ``block_target`` begin.
        nearest: Least distance of a candidate from any holder of each need, shape (candidates, needs).
        need: Facts of each need, and the needs in order of their hours.
        order: The criteria, the most important first.
        wanted: How many teams.
    """

    graph: Graph
    candidates: Ints
    holds: Flags
    person: Longs
    fits: Flags
    block_start: Ints
    block_target: Ints
    nearest: Ints
    need: Longs
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
        price: The least that the missing seats of each need cost together, and the dearest of them.
        share: What each usable candidate costs at least.
        best: The least shares for each missing seat of each need.
        rows: Distances from some candidates to all.
        owner: Whose distances those are.
        frame: Open choices.
        choices: Holders of each open choice.
        lows: Bounds of each of them, in the order of importance.
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
    share: Reals
    best: Reals
    rows: Ints
    owner: Longs
    frame: Longs
    choices: Ints
    lows: Longs
    low: Longs
    last: Longs


def task_of(pool: Pool, objective: Objective, wanted: int) -> Task:
    """Adds to a pool what the search looks up again and again."""
    count = len(pool.candidates)
    both = np.concatenate([pool.blocked, pool.blocked[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    block_start = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(both[:, 0], minlength=count), out=block_start[1:])
    nearest = np.zeros((count, len(pool.seats)), np.int32)
    for need in range(len(pool.seats)):
        holders = pool.candidates[pool.holds[:, need]]
        nearest[:, need] = distances(pool.graph, holders)[pool.candidates]
    by_hours = np.argsort(pool.need_hours, kind="stable")
    return Task(
        graph=pool.graph,
        candidates=pool.candidates,
        holds=pool.holds,
        person=np.array([pool.rate, pool.hours, pool.wishes, pool.window], np.int64),
        fits=pool.fits,
        block_start=block_start,
        block_target=np.ascontiguousarray(both[:, 1]).astype(np.int32),
        nearest=nearest,
        need=np.array([pool.seats, pool.need_hours, by_hours], np.int64),
        weight=pool.weight,
        order=np.array(ORDERS[objective], np.int64),
        budget=pool.budget,
        size=pool.size,
        wanted=wanted,
    )


def state_of(pool: Pool, task: Task) -> State:
    """Returns the state before the first step, with nobody in the team."""
    count, needs, seats = len(pool.candidates), len(pool.seats), int(pool.seats.sum())
    most = min(pool.size if pool.size < NOBODY else count, seats + 1 + len(pool.include), count) + 1
    rows = max(min(count, MOST_ROWS_BYTES // (4 * count)), 1)
    state = State(
        at=np.zeros(REGISTERS, np.int64),
        team=np.zeros(most + 1, np.int64),
        sums=np.zeros((most + 1, count), np.int32),
        allowed=np.ones((most + 1, len(pool.fits)), np.bool_),
        person=np.zeros((OF_PERSON, count), np.int64),
        taken=np.zeros((count, needs), np.uint8),
        need=np.zeros((OF_NEED, needs), np.int64),
        price=np.zeros((2, needs), np.float64),
        share=np.zeros(count, np.float64),
        best=np.zeros((needs, int(pool.seats.max(initial=1))), np.float64),
        rows=np.zeros((rows, count), np.int32),
        owner=np.full(rows, -1, np.int64),
        frame=np.zeros((OF_FRAME, seats + 1), np.int64),
        choices=np.zeros((seats + 1, count), np.int32),
        lows=np.zeros((seats + 1, count, 4), np.int64),
        low=np.zeros(4, np.int64),
        last=np.zeros(LAST_MEMBERS + most + 1, np.int64),
    )
    state.at[DEPTH] = -1
    state.at[WIDTH] = count
    state.at[ALIVE] = count
    state.person[LEFT] = pool.hours
    state.person[ROW] = -1
    state.person[CONSIDERED] = np.arange(count)
    state.need[OPEN] = pool.seats
    return state
