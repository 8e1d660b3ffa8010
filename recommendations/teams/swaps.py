"""Exchanges of one person: the best for each seat of a team, and what tells two teams apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .distances import Ints
from .pool import Pool
from .problem import Problem
from .solving import Team
from .windows import shared_minutes


@dataclass(frozen=True, slots=True)
class Swap:
    """Somebody leaves, somebody joins; each may be nobody.

    Attributes:
        leaves: Who would leave.
        joins: Who would join.
        distance: What that adds to the distances, negative when the team gets closer.
        cost: What it adds to the cost a week.
    """

    leaves: str | None
    joins: str | None
    distance: int
    cost: Decimal


def changes(before: Team, after: Team) -> tuple[Swap, ...]:
    """Returns what tells a team from the one ranked before it: who leaves and joins, in the order of ids.

    The first carries the whole difference in distance and cost.
    """
    gone = sorted(set(before.members) - set(after.members))
    new = sorted(set(after.members) - set(before.members))
    count = max(len(gone), len(new))
    return tuple(
        Swap(
            leaves=gone[at] if at < len(gone) else None,
            joins=new[at] if at < len(new) else None,
            distance=after.distance - before.distance if at == 0 else 0,
            cost=after.cost - before.cost if at == 0 else Decimal(0),
        )
        for at in range(count)
    )


def best_swaps(problem: Problem, pool: Pool, team: Team, away: Mapping[str, Ints]) -> dict[str, Swap]:
    """Returns for each skill the best team that differs in who fills one seat of it, as an exchange.

    Args:
        problem: The job.
        pool: Who may be in.
        team: The team.
        away: Distances from each member to everybody in the pool.
    """
    node = {person.id: at for at, person in enumerate(pool.people)}
    enemies = {frozenset(pair) for pair in problem.blocks}
    found: dict[str, tuple[tuple[object, ...], Swap]] = {}
    for skill, leaves, joins, seats in _exchanges(problem, pool, team):
        members = tuple(sorted({who for _, who in seats} | {problem.leader} | problem.limits.include))
        gone = leaves if leaves not in members else None
        new = joins if joins not in team.members else None
        if new and not _fits(problem, pool, node, enemies, new, members):
            continue
        cost = _cost(problem, pool, node, seats)
        if not _keeps_limits(problem, pool, node, members, seats, cost):
            continue
        distance = team.distance
        distance += sum(int(away[each][node[new]]) for each in members if each != new) if new else 0
        distance -= sum(int(away[each][node[gone]]) for each in team.members) if gone else 0
        other = Team(members, seats, distance, _loss(problem, pool, node, members), cost)
        key = other.key(problem.objective)
        if skill not in found or key < found[skill][0]:
            found[skill] = (key, Swap(gone, new, distance - team.distance, cost - team.cost))
    return {skill: swap for skill, (_, swap) in found.items()}


def _fits(
    problem: Problem,
    pool: Pool,
    node: Mapping[str, int],
    enemies: set[frozenset[str]],
    new: str,
    members: tuple[str, ...],
) -> bool:
    """Whether somebody can be together with all members."""
    window = pool.people[node[new]].window
    return all(
        frozenset((new, each)) not in enemies
        and shared_minutes(window, pool.people[node[each]].window) >= problem.limits.overlap
        for each in members
        if each != new
    )


def _exchanges(problem: Problem, pool: Pool, team: Team) -> Iterator[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
    """Yields each seat given to somebody else: the skill, who had it, who gets it, and all seats then."""
    ids = [pool.people[at].id for at in pool.candidates.tolist()]
    for row, need in enumerate(problem.needs):
        holders = [who for skill, who in team.seats if skill == need.skill]
        others = [
            who for who, holds in zip(ids, pool.holds[:, row].tolist(), strict=True) if holds and who not in holders
        ]
        for leaves in holders:
            rest = [seat for seat in team.seats if seat != (need.skill, leaves)]
            for joins in others:
                yield need.skill, leaves, joins, tuple(sorted([*rest, (need.skill, joins)]))


def _keeps_limits(
    problem: Problem,
    pool: Pool,
    node: Mapping[str, int],
    members: tuple[str, ...],
    seats: tuple[tuple[str, str], ...],
    cost: Decimal,
) -> bool:
    """Whether a team keeps to size, budget and hours."""
    limits = problem.limits
    hours = {need.skill: need.hours for need in problem.needs}
    worked: dict[str, Decimal] = {}
    for skill, who in seats:
        worked[who] = worked.get(who, Decimal(0)) + hours[skill]
    return (
        (limits.size is None or len(members) <= limits.size)
        and (limits.budget is None or cost <= limits.budget)
        and all(spent <= (pool.people[node[who]].hours or Decimal(0)) for who, spent in worked.items())
    )


def _cost(problem: Problem, pool: Pool, node: Mapping[str, int], seats: tuple[tuple[str, str], ...]) -> Decimal:
    hours = {need.skill: need.hours for need in problem.needs}
    return sum(((pool.people[node[who]].rate or Decimal(0)) * hours[skill] for skill, who in seats), Decimal(0))


def _loss(problem: Problem, pool: Pool, node: Mapping[str, int], members: tuple[str, ...]) -> Decimal:
    people = [pool.people[node[who]] for who in members]
    unmet = (
        wish.weight
        for wish in problem.wishes
        if not any(person.skills.get(wish.skill, 0) >= wish.level for person in people)
    )
    return sum(unmet, Decimal(0))
