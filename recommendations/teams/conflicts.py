"""Why there is no team: limits that cannot hold together, none of which can be left out, and what would have to give.

Blocks between others are no limits: a conflict ignores them, and is empty where only they are in the way. So it is
where somebody who must be in is not in the pool.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from .patience import ENDLESS, Patience
from .pool import crowd_of, pool_of
from .problem import Limits, Need, Objective, Problem
from .solving import solve
from .windows import shared_minutes


class LimitKind(StrEnum):
    """Limits on a team."""

    BUDGET = "BUDGET"
    EXCLUDE = "EXCLUDE"
    HOURS = "HOURS"
    LEVEL = "LEVEL"
    MUST_INCLUDE = "MUST_INCLUDE"
    OVERLAP = "OVERLAP"
    RADIUS = "RADIUS"
    SEATS = "SEATS"
    SIZE = "SIZE"


HOUR_STEP = Decimal("0.5")
"""Hours give way in such steps."""

DROPPED_FIRST = (
    LimitKind.EXCLUDE,
    LimitKind.RADIUS,
    LimitKind.LEVEL,
    LimitKind.HOURS,
    LimitKind.OVERLAP,
    LimitKind.SIZE,
    LimitKind.BUDGET,
    LimitKind.MUST_INCLUDE,
    LimitKind.SEATS,
)
"""The order in which limits are tried for leaving out, so that what is left tells most."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: of which skill or person where it is of one, and its value where it has one.

    Dollars, hours, people, levels and connections are counted as such; overlap is in hours.
    """

    kind: LimitKind
    skill: str | None = None
    person: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why there is no team.

    Attributes:
        conflict: Limits that cannot hold together; empty where the reason is nobody's business.
        is_minimal: Whether it is proven that none of them can be left out.
        relaxations: For each limit that alone can make a team possible, its nearest value that does.
    """

    conflict: tuple[Limit, ...]
    is_minimal: bool
    relaxations: tuple[Limit, ...]


def limits_of(problem: Problem) -> tuple[Limit, ...]:
    """Lists everything that limits the teams of a problem, in the order in which it may be left out."""
    found: list[Limit] = []
    given = problem.limits
    found += [Limit(LimitKind.EXCLUDE, person=each) for each in sorted(given.exclude)]
    found += [Limit(LimitKind.RADIUS, value=Decimal(1))] if given.radius == 1 else []
    found += [Limit(LimitKind.LEVEL, each.skill, value=Decimal(each.level)) for each in problem.needs if each.level > 1]
    found += [Limit(LimitKind.HOURS, each.skill, value=each.hours) for each in problem.needs if each.hours]
    found += [Limit(LimitKind.OVERLAP, value=Decimal(given.overlap) / 60)] if given.overlap else []
    found += [Limit(LimitKind.SIZE, value=Decimal(given.size))] if given.size is not None else []
    found += [Limit(LimitKind.BUDGET, value=given.budget)] if given.budget is not None else []
    found += [Limit(LimitKind.MUST_INCLUDE, person=each) for each in sorted(given.include)]
    found += [Limit(LimitKind.SEATS, each.skill, value=Decimal(each.seats)) for each in problem.needs]
    return tuple(found)


def only(problem: Problem, kept: tuple[Limit, ...]) -> Problem:
    """Returns the problem with these limits alone, and without the blocks between others."""
    of = {(each.kind, each.skill or each.person) for each in kept}
    given = problem.limits
    return replace(
        problem,
        needs=tuple(
            replace(
                each,
                level=each.level if (LimitKind.LEVEL, each.skill) in of else 1,
                hours=each.hours if (LimitKind.HOURS, each.skill) in of else Decimal(0),
            )
            for each in problem.needs
            if (LimitKind.SEATS, each.skill) in of
        ),
        wishes=(),
        blocks=frozenset(pair for pair in problem.blocks if problem.leader in pair),
        limits=Limits(
            budget=given.budget if (LimitKind.BUDGET, None) in of else None,
            size=given.size if (LimitKind.SIZE, None) in of else None,
            overlap=given.overlap if (LimitKind.OVERLAP, None) in of else 0,
            include=frozenset(each for each in given.include if (LimitKind.MUST_INCLUDE, each) in of),
            exclude=frozenset(each for each in given.exclude if (LimitKind.EXCLUDE, each) in of),
            radius=1 if (LimitKind.RADIUS, None) in of else 2,
        ),
    )


def explain_impossible(problem: Problem, patience: Patience = ENDLESS) -> Impossible:
    """Says why a problem has no team; to be asked only where that is proven.

    Raises:
        Cancelled: nobody waits for the answer.
    """
    problem = replace(problem, crowd=crowd_of(problem))
    kept = limits_of(problem)
    if pool_of(problem, with_ties=False).is_lacking or _has_team(only(problem, kept), patience) is not False:
        return Impossible((), is_minimal=True, relaxations=())
    is_minimal = True
    groups = [tuple(each for each in kept if each.kind is kind) for kind in DROPPED_FIRST]
    for group in [*groups, *((each,) for each in kept)]:
        without = tuple(each for each in kept if each not in group)
        if len(without) == len(kept):
            continue
        has_team = _has_team(only(problem, without), patience)
        if has_team is False:
            kept = without
        elif has_team is None and len(group) == 1:
            is_minimal = False
    return Impossible(kept, is_minimal=is_minimal, relaxations=tuple(_relaxations(problem, patience)))


def _has_team(problem: Problem, patience: Patience) -> bool | None:
    """Says whether there is a team, or None where patience ended before that was known.

    How close or how able it is does not matter, so the cheapest are tried first, and distances are not looked at.
    """
    outcome = solve(replace(problem, wishes=(), objective=Objective.COST), patience=patience, is_enough=True)
    if outcome.teams:
        return True
    return False if outcome.is_proven else None


def _relaxations(problem: Problem, patience: Patience) -> Iterator[Limit]:
    """Finds for each limit the nearest value that makes a team possible; blocks hold as ever."""
    for limit in limits_of(problem):
        tried = list(_looser(problem, limit))
        low, high = 0, len(tried)
        if not tried or not _has_team(tried[-1][1], patience):
            continue
        if limit.kind is LimitKind.BUDGET:
            yield from _cheapest(tried[-1][1], patience)
            continue
        while low < high - 1:  # the loosest allows a team, and so does whatever is looser than one that does
            middle = (low + high - 2) // 2
            if _has_team(tried[middle][1], patience):
                high = middle + 1
            else:
                low = middle + 1
        yield tried[high - 1][0]


def _cheapest(problem: Problem, patience: Patience) -> Iterator[Limit]:
    outcome = solve(replace(problem, objective=Objective.COST), patience=patience)
    if outcome.is_proven and outcome.teams:
        yield Limit(LimitKind.BUDGET, value=outcome.teams[0].cost)


def _looser(problem: Problem, limit: Limit) -> Iterator[tuple[Limit, Problem]]:
    """Yields ever looser values of one limit with the problems in which it has them."""
    given = problem.limits
    match limit.kind:
        case LimitKind.BUDGET:
            yield limit, _with(problem, replace(given, budget=None))
        case LimitKind.SIZE:
            most = 1 + sum(each.seats for each in problem.needs) + len(given.include)
            for size in range((given.size or 0) + 1, most + 1):
                yield replace(limit, value=Decimal(size)), _with(problem, replace(given, size=size))
        case LimitKind.OVERLAP:
            for minutes in _overlaps(problem):
                looser = replace(limit, value=Decimal(minutes) / 60)
                yield looser, _with(problem, replace(given, overlap=minutes))
        case LimitKind.RADIUS:
            yield replace(limit, value=Decimal(2)), _with(problem, replace(given, radius=2))
        case LimitKind.MUST_INCLUDE:
            yield limit, _with(problem, replace(given, include=given.include - {str(limit.person)}))
        case LimitKind.EXCLUDE:
            yield limit, _with(problem, replace(given, exclude=given.exclude - {str(limit.person)}))
        case _:
            for need in _looser_needs(next(each for each in problem.needs if each.skill == limit.skill), limit.kind):
                value = {
                    LimitKind.LEVEL: Decimal(need.level),
                    LimitKind.HOURS: need.hours,
                    LimitKind.SEATS: Decimal(need.seats),
                }[limit.kind]
                needs = tuple(need if each.skill == need.skill else each for each in problem.needs)
                yield (
                    replace(limit, value=value),
                    replace(problem, needs=tuple(each for each in needs if each.seats), wishes=()),
                )


def _with(problem: Problem, limits: Limits) -> Problem:
    return replace(problem, limits=limits, wishes=())


def _overlaps(problem: Problem) -> list[int]:
    """Returns all shorter overlaps that any two working days have, the longest first."""
    windows = {person.window for person in problem.people if person.window is not None}
    shared = {shared_minutes(one, other) for one in windows for other in windows} | {0}
    return sorted((each for each in shared if each < problem.limits.overlap), reverse=True)


def _looser_needs(need: Need, kind: LimitKind) -> Iterator[Need]:
    if kind is LimitKind.LEVEL:
        yield from (replace(need, level=level) for level in range(need.level - 1, 0, -1))
    elif kind is LimitKind.SEATS:
        yield from (replace(need, seats=seats) for seats in range(need.seats - 1, -1, -1))
    else:
        steps = int((need.hours / HOUR_STEP).to_integral_value(ROUND_FLOOR))
        shorter = [HOUR_STEP * step for step in range(steps, -1, -1)]
        yield from (replace(need, hours=hours) for hours in shorter if hours < need.hours)
