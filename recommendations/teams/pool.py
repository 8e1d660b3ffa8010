"""Who may be in the team: the people around the leader whom its filters leave, in numbers the solver works with.

Hops and paths pass through members of the pool only, and never through a private person; the leader is no obstacle to
themselves, private or not. Nodes are in the order of ids, so that comparing them compares ids.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from .crowd import DIGITS, UNKNOWN, Amounts, Crowd, Longs
from .distances import Flags, Graph, Ints, everybody_apart, graph_of
from .problem import Person, Problem
from .windows import Window, shared_minutes

UNLIMITED = 1 << 62
"""More than any cost."""

NOBODY = 1 << 20
"""A limit on the size that is none."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool of a problem; the first part by node, the second by candidate.

    Candidates are those who could fill a seat, the leader, and who must be in.

    Attributes:
        people: Everybody in the pool, in the order of ids.
        graph: Their ties.
        candidates: Node of each candidate, ascending.
        leader: The leader as a candidate.
        include: Who must be in, as candidates, the leader not among them.
        is_lacking: Whether somebody who must be in is not in the pool.
        holds: Whether a candidate could fill a seat of each need, shape (candidates, needs).
        rate: Price of one unit of hours.
        hours: Units of hours a week.
        wishes: Bits of the wishes that a candidate meets.
        window: Row of the candidate's working day in ``fits``.
        fits: Which working days share enough.
        blocked: Pairs of candidates that block each other, shape (pairs, 2).
        seats: How many people of each need.
        need_hours: Units of hours of a seat of each need.
        weight: Units of weight of each wish.
        budget: Most cost, in units of rate times hours.
        size: Most people.
        cost_unit: Dollars of one unit of cost.
        weight_unit: Weight of one unit.
    """

    people: tuple[Person, ...]
    graph: Graph
    candidates: Ints
    leader: int
    include: tuple[int, ...]
    is_lacking: bool
    holds: Flags
    rate: Longs
    hours: Longs
    wishes: Longs
    window: Ints
    fits: Flags
    blocked: Ints
    seats: Longs
    need_hours: Longs
    weight: Longs
    budget: int
    size: int
    cost_unit: Decimal
    weight_unit: Decimal


def crowd_of(problem: Problem) -> Crowd:
    """Returns the people of a problem as columns, worked out already where they may be."""
    known = problem.crowd
    if known is not None:
        return known
    skills = {need.skill for need in problem.needs} | {wish.skill for wish in problem.wishes}
    return Crowd.of(problem.people, skills)


def pool_of(problem: Problem, *, with_ties: bool = True) -> Pool:
    """Applies the filters and puts what is left into numbers.

    Args:
        problem: What to solve.
        with_ties: Whether anybody asks how far people are from each other; else all are apart.

    Raises:
        ValueError: the leader is not among the people, or a quantity has too many digits.
    """
    crowd, limits = crowd_of(problem), problem.limits
    if problem.leader not in crowd.row:
        raise ValueError("the leader is not among the people")
    inside = _within(problem, crowd)
    rows = np.flatnonzero(inside)
    node = np.full(len(inside), -1, np.int32)
    node[rows] = np.arange(len(rows))
    hour_unit = crowd.hours.unit(inside, [need.hours for need in problem.needs])
    rate_unit = crowd.rate.unit(inside)
    weight_unit = Amounts.of(()).unit(np.zeros(0, np.bool_), [wish.weight for wish in problem.wishes])
    holds = _holds(problem, crowd)
    include = [crowd.row[each] for each in sorted(limits.include) if each in crowd.row and each != problem.leader]
    include = [each for each in include if inside[each]]
    kept: Flags = np.asarray(holds.any(axis=1))
    kept[[crowd.row[problem.leader], *include]] = True
    chosen = np.flatnonzero(kept & inside).astype(np.int32)
    candidate = {crowd.people[at].id: place for place, at in enumerate(chosen.tolist())}
    windows, window = np.unique(crowd.window[chosen], return_inverse=True)
    return Pool(
        people=tuple(crowd.people[at] for at in rows.tolist()),
        graph=_graph(problem, crowd, node) if with_ties else everybody_apart(len(rows)),
        candidates=node[chosen],
        leader=candidate[problem.leader],
        include=tuple(candidate[crowd.people[each].id] for each in sorted(include)),
        is_lacking=any(each not in crowd.row or not inside[crowd.row[each]] for each in limits.include),
        holds=holds[chosen],
        rate=crowd.rate.units(chosen, rate_unit),
        hours=crowd.hours.units(chosen, hour_unit),
        wishes=_wishes(problem, crowd)[chosen],
        window=window.astype(np.int32),
        fits=_fits([crowd.windows[at] for at in windows.tolist()], limits.overlap),
        blocked=_blocked(problem, candidate),
        seats=np.array([need.seats for need in problem.needs], np.int64),
        need_hours=np.array([int(need.hours / hour_unit) for need in problem.needs], np.int64),
        weight=np.array([int(wish.weight / weight_unit) for wish in problem.wishes], np.int64),
        budget=UNLIMITED if limits.budget is None else int(limits.budget // (rate_unit * hour_unit)),
        size=NOBODY if limits.size is None else limits.size,
        cost_unit=rate_unit * hour_unit,
        weight_unit=weight_unit,
    )


def _holds(problem: Problem, crowd: Crowd) -> Flags:
    """Tells who could fill a seat of each need: at its level, with a rate, and with hours enough."""
    holds = np.zeros((len(crowd.people), len(problem.needs)), np.bool_)
    for at, need in enumerate(problem.needs):
        who = crowd.holders(need)
        hours = int(need.hours.scaleb(DIGITS))
        holds[who, at] = (crowd.rate.millionths[who] != UNKNOWN) & (np.maximum(crowd.hours.millionths[who], 0) >= hours)
    return holds


def _wishes(problem: Problem, crowd: Crowd) -> Longs:
    """Returns the bits of the wishes that each meets."""
    met = np.zeros(len(crowd.people), np.int64)
    for bit, wish in enumerate(problem.wishes):
        met[crowd.holders(wish)] |= 1 << bit
    return met


def _fits(windows: list[Window | None], overlap: int) -> Flags:
    """Tells which of these working days share enough."""
    return np.array([[shared_minutes(one, other) >= overlap for other in windows] for one in windows], np.bool_)


def _within(problem: Problem, crowd: Crowd) -> Flags:
    """Tells who is in the pool: whoever the filters leave within the radius, through such people."""
    limits = problem.limits
    leader = crowd.row[problem.leader]
    own = crowd.windows[crowd.window[leader]]
    shares = np.array([shared_minutes(each, own) >= limits.overlap for each in crowd.windows], np.bool_)
    passes = crowd.is_active & shares[crowd.window]
    enemies = {
        one if other == problem.leader else other for one, other in problem.blocks if problem.leader in (one, other)
    }
    passes[[crowd.row[each] for each in limits.exclude | enemies if each in crowd.row]] = False
    one, other = crowd.place[problem.ties.one], crowd.place[problem.ties.other]
    near = _neighbours(one, other, np.arange(len(passes)) == leader) & passes
    inside = near.copy()
    if limits.radius > 1:
        inside |= _neighbours(one, other, near & ~crowd.is_private) & passes & ~crowd.is_private
    inside[leader] = True
    return inside


def _neighbours(one: Ints, other: Ints, of: Flags) -> Flags:
    found = np.zeros(len(of), np.bool_)
    found[other[of[one]]] = True
    found[one[of[other]]] = True
    return found


def _graph(problem: Problem, crowd: Crowd, node: Ints) -> Graph:
    one, other = node[crowd.place[problem.ties.one]], node[crowd.place[problem.ties.other]]
    inside = (one >= 0) & (other >= 0) & (one != other)
    is_private = crowd.is_private & (np.arange(len(node)) != crowd.row[problem.leader])
    return graph_of(int(node.max()) + 1, one[inside], other[inside], problem.ties.length[inside], is_private[node >= 0])


def _blocked(problem: Problem, candidate: dict[str, int]) -> Ints:
    pairs = {
        (candidate[one], candidate[other])
        for one, other in problem.blocks
        if one in candidate and other in candidate and one != other
    }
    return np.array(sorted(pairs), np.int32).reshape(-1, 2)
