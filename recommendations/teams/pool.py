"""Who may be in the team: the people around the leader whom its filters leave, in numbers the solver works with.

Hops and paths pass through members of the pool only, and never through a private person; the leader is no obstacle to
themselves, private or not. Nodes are in the order of ids, so that comparing them compares ids.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from .distances import Flags, Graph, Ints, graph_of
from .problem import Need, Person, Problem, Ties
from .windows import Window, shared_minutes

Longs = npt.NDArray[np.int64]

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


def pool_of(problem: Problem) -> Pool:
    """Applies the filters and puts what is left into numbers.

    Raises:
        ValueError: the leader is not among the people, or a quantity has too many digits.
    """
    people = _within(problem)
    node = {person.id: at for at, person in enumerate(people)}
    graph = _graph(problem, people, node)
    hour_unit, rate_unit, weight_unit = (
        _unit(values)
        for values in (
            [need.hours for need in problem.needs] + [person.hours for person in people if person.hours is not None],
            [person.rate for person in people if person.rate is not None],
            [wish.weight for wish in problem.wishes],
        )
    )
    holds = np.zeros((len(people), len(problem.needs)), np.bool_)
    for at, person in enumerate(people):
        if person.rate is not None and person.skills:
            for row, need in enumerate(problem.needs):
                holds[at, row] = _can_fill(person, need)
    kept: Flags = np.asarray(holds.any(axis=1))
    include = sorted(node[each] for each in problem.limits.include if each in node and each != problem.leader)
    kept[[node[problem.leader], *include]] = True
    candidates = np.flatnonzero(kept).astype(np.int32)
    at_of = {int(each): at for at, each in enumerate(candidates)}
    chosen = [people[each] for each in candidates.tolist()]
    windows = sorted({person.window for person in chosen}, key=lambda each: (each is not None, each or Window(0, 0)))
    limits = problem.limits
    return Pool(
        people=people,
        graph=graph,
        candidates=candidates,
        leader=at_of[node[problem.leader]],
        include=tuple(at_of[each] for each in include),
        is_lacking=any(each not in node for each in limits.include),
        holds=holds[candidates],
        rate=np.array([_units(person.rate or Decimal(0), rate_unit) for person in chosen], np.int64),
        hours=np.array([_units(person.hours or Decimal(0), hour_unit) for person in chosen], np.int64),
        wishes=np.array([_met(person, problem) for person in chosen], np.int64),
        window=np.array([windows.index(person.window) for person in chosen], np.int32),
        fits=np.array([[shared_minutes(a, b) >= limits.overlap for b in windows] for a in windows], np.bool_),
        blocked=_blocked(problem, {person.id: at for at, person in enumerate(chosen)}),
        seats=np.array([need.seats for need in problem.needs], np.int64),
        need_hours=np.array([_units(need.hours, hour_unit) for need in problem.needs], np.int64),
        weight=np.array([_units(wish.weight, weight_unit) for wish in problem.wishes], np.int64),
        budget=UNLIMITED if limits.budget is None else int(limits.budget // (rate_unit * hour_unit)),
        size=NOBODY if limits.size is None else limits.size,
        cost_unit=rate_unit * hour_unit,
        weight_unit=weight_unit,
    )


def _can_fill(person: Person, need: Need) -> bool:
    return person.skills.get(need.skill, 0) >= need.level and (person.hours or 0) >= need.hours


def _met(person: Person, problem: Problem) -> int:
    return sum(1 << bit for bit, wish in enumerate(problem.wishes) if person.skills.get(wish.skill, 0) >= wish.level)


def _within(problem: Problem) -> tuple[Person, ...]:
    """Returns the pool in the order of ids: whoever the filters leave within the radius, through such people."""
    people, limits = problem.people, problem.limits
    rows = {person.id: at for at, person in enumerate(people)}
    if problem.leader not in rows:
        raise ValueError("the leader is not among the people")
    leader = rows[problem.leader]
    enemies = {
        one if other == problem.leader else other for one, other in problem.blocks if problem.leader in (one, other)
    }
    shares: dict[Window | None, bool] = {}
    for window in {person.window for person in people}:
        shares[window] = shared_minutes(window, people[leader].window) >= limits.overlap
    passes = np.array(
        [
            person.is_active
            and bool(person.hours)
            and shares[person.window]
            and person.id not in limits.exclude
            and person.id not in enemies
            for person in people
        ],
        np.bool_,
    )
    is_public = np.array([not person.is_private for person in people], np.bool_)
    near = _neighbours(problem.ties, np.arange(len(people)) == leader) & passes
    inside = near.copy()
    if limits.radius > 1:
        inside |= _neighbours(problem.ties, near & is_public) & passes & is_public
    inside[leader] = True
    return tuple(sorted((people[at] for at in np.flatnonzero(inside).tolist()), key=lambda person: person.id))


def _neighbours(ties: Ties, of: Flags) -> Flags:
    found = np.zeros(len(of), np.bool_)
    found[ties.other[of[ties.one]]] = True
    found[ties.one[of[ties.other]]] = True
    return found


def _graph(problem: Problem, people: tuple[Person, ...], node: dict[str, int]) -> Graph:
    to_node = np.array([node.get(person.id, -1) for person in problem.people], np.int32)
    one, other = to_node[problem.ties.one], to_node[problem.ties.other]
    inside = (one >= 0) & (other >= 0) & (one != other)
    is_private = np.array([person.is_private and person.id != problem.leader for person in people], np.bool_)
    return graph_of(len(people), one[inside], other[inside], problem.ties.length[inside], is_private)


def _blocked(problem: Problem, candidate: dict[str, int]) -> Ints:
    pairs = {
        (candidate[one], candidate[other])
        for one, other in problem.blocks
        if one in candidate and other in candidate and one != other
    }
    return np.array(sorted(pairs), np.int32).reshape(-1, 2)


def _unit(values: Iterable[Decimal]) -> Decimal:
    """Returns the largest power of ten, one at most, of which all values are multiples."""
    smallest = 0
    for value in set(values):
        exponent = value.normalize().as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -6 or abs(value) > 10**9:
            raise ValueError(f"{value} is no usable quantity")
        smallest = min(smallest, exponent)
    return Decimal(1).scaleb(smallest)


def _units(value: Decimal, unit: Decimal) -> int:
    return int(value / unit)
