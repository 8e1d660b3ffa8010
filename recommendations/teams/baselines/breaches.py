"""Which limits of a job a team breaks that was formed without knowing them."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from ..pool import Pool
from ..problem import Problem
from ..windows import shared_minutes


class Breach(StrEnum):
    """A limit that is not kept."""

    SEATS = "SEATS"
    HOURS = "HOURS"
    BUDGET = "BUDGET"
    SIZE = "SIZE"
    OVERLAP = "OVERLAP"
    MUST_INCLUDE = "MUST_INCLUDE"
    BLOCK = "BLOCK"


def breaches(
    problem: Problem, pool: Pool, members: Sequence[str], seats: Sequence[tuple[str, str]]
) -> frozenset[Breach]:
    """Says which limits a team breaks, with the seats as they were given.

    Levels, people who must be out and the leader's own limits are kept by whoever chooses from the pool.

    Args:
        problem: The job with all its limits; budget in US dollars and hours a week, overlap in minutes a day.
        pool: Who may be in.
        members: Ids of the team.
        seats: Pairs of skill and id.

    Raises:
        ValueError: somebody is not in the pool, or has a seat and is not a member.
    """
    known = {person.id: person for person in pool.people}
    if not set(members) <= known.keys() or not {who for _, who in seats} <= set(members):
        raise ValueError("name people of the pool, and seats of members only")
    limits = problem.limits
    hours = {need.skill: need.hours for need in problem.needs}
    worked = dict.fromkeys(members, Decimal(0))
    for skill, who in set(seats):
        worked[who] += hours[skill]
    cost = sum(((known[who].rate or Decimal(0)) * spent for who, spent in worked.items()), Decimal(0))
    enemies = {frozenset(pair) for pair in problem.blocks}
    pairs = list(combinations(sorted(set(members)), 2))
    is_broken = {
        Breach.SEATS: any(
            len({who for skill, who in seats if skill == need.skill}) < need.seats for need in problem.needs
        ),
        Breach.HOURS: any(spent > (known[who].hours or Decimal(0)) for who, spent in worked.items()),
        Breach.BUDGET: limits.budget is not None and cost > limits.budget,
        Breach.SIZE: limits.size is not None and len(set(members)) > limits.size,
        Breach.OVERLAP: any(shared_minutes(known[a].window, known[b].window) < limits.overlap for a, b in pairs),
        Breach.MUST_INCLUDE: not limits.include <= set(members),
        Breach.BLOCK: any(frozenset(pair) in enemies for pair in pairs),
    }
    return frozenset(kind for kind, broken in is_broken.items() if broken)
