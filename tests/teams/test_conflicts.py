"""Why there is no team: conflicts and relaxations held against CP-SAT."""

import os
from dataclasses import replace
from decimal import Decimal

import pytest

from confrere.recommendations.teams.conflicts import Impossible, Limit, LimitKind, explain_impossible, limits_of, only
from confrere.recommendations.teams.problem import Limits, Need, Person, Problem, Tie, Ties
from confrere.recommendations.teams.solving import solve

from .drawing import drawn
from .oracles import Program, cp_sat, is_possible
from .readings import Reading

JOBS = 200 if os.environ.get("CONFRERE_TEST_PROOF") == "full" else 20


def impossible() -> list[int]:
    """Seeds of problems without a team."""
    found: list[int] = []
    seed = 10_000
    while len(found) < JOBS:
        if not solve(drawn(seed), is_enough=True).teams:
            found.append(seed)
        seed += 1
    return found


def has_team(problem: Problem, *, with_blocks: bool = True) -> bool:
    """Asks CP-SAT."""
    reading = Reading(problem)
    return not reading.is_lacking and is_possible(Program(reading, with_blocks=with_blocks), cp_sat)


def relaxed(problem: Problem, limit: Limit) -> Problem:
    """Changes a problem as a relaxation says, in the words of the problem."""
    given = problem.limits
    value = limit.value or Decimal(0)
    needs = {each.skill: each for each in problem.needs}
    match limit.kind:
        case LimitKind.BUDGET:
            return replace(problem, limits=replace(given, budget=value))
        case LimitKind.SIZE:
            return replace(problem, limits=replace(given, size=int(value)))
        case LimitKind.OVERLAP:
            return replace(problem, limits=replace(given, overlap=round(value * 60)))
        case LimitKind.RADIUS:
            return replace(problem, limits=replace(given, radius=int(value)))
        case LimitKind.MUST_INCLUDE:
            return replace(problem, limits=replace(given, include=given.include - {limit.person}))
        case LimitKind.EXCLUDE:
            return replace(problem, limits=replace(given, exclude=given.exclude - {limit.person}))
        case LimitKind.LEVEL:
            needs[str(limit.skill)] = replace(needs[str(limit.skill)], level=int(value))
        case LimitKind.HOURS:
            needs[str(limit.skill)] = replace(needs[str(limit.skill)], hours=value)
        case LimitKind.SEATS:
            needs[str(limit.skill)] = replace(needs[str(limit.skill)], seats=int(value))
    return replace(problem, needs=tuple(each for each in needs.values() if each.seats))


def check(problem: Problem) -> Impossible:
    """Holds one answer against the oracle."""
    why = explain_impossible(problem)
    assert why.is_minimal
    if not why.conflict:
        # Nobody's business: somebody who must be in is not in the pool, or only blocks between others are in the way.
        assert Reading(problem).is_lacking or has_team(problem, with_blocks=False)
        assert why.relaxations == ()
        return why
    assert not has_team(only(problem, why.conflict), with_blocks=False)
    for limit in why.conflict:
        fewer = tuple(each for each in why.conflict if each != limit)
        assert has_team(only(problem, fewer), with_blocks=False), limit
    for limit in why.relaxations:
        assert has_team(relaxed(problem, limit)), limit
    assert set(why.conflict) <= set(limits_of(problem))
    return why


@pytest.mark.requirement("R37")
@pytest.mark.parametrize("seed", impossible())
def test_a_conflict_is_minimal_and_its_relaxations_make_a_team_possible(seed: int) -> None:
    """Without any one of its limits there is a team, and with each relaxation too."""
    check(drawn(seed))


ADA, BOB, CEM = (
    Person(id, dict.fromkeys(skills, 3), Decimal(40), Decimal(20))
    for id, skills in (("ada", []), ("bob", ["python"]), ("cem", ["figma"]))
)
NO_LIMITS = Limits()
TIES = (Tie("ada", "bob", 0.5), Tie("ada", "cem", 0.5))


def job(*needs: Need, limits: Limits = NO_LIMITS, blocks: frozenset[tuple[str, str]] = frozenset()) -> Problem:
    """A job for ada, who knows bob and cem."""
    people = (ADA, BOB, CEM)
    return Problem("ada", people, Ties.between(people, TIES), needs, blocks, limits=limits)


def test_a_skill_that_nobody_has_is_the_whole_conflict() -> None:
    """Neither budget nor size are in the way."""
    why = check(job(Need("cobol"), Need("python"), limits=Limits(budget=Decimal(5000), size=4)))
    assert why.conflict == (Limit(LimitKind.SEATS, "cobol", value=Decimal(1)),)
    assert why.relaxations == (Limit(LimitKind.SEATS, "cobol", value=Decimal(0)),)


def test_a_budget_that_is_too_small_conflicts_with_hours_and_seats() -> None:
    """And its relaxation is the price of the cheapest team."""
    why = check(job(Need("python", hours=Decimal(10)), limits=Limits(budget=Decimal(399))))
    assert {each.kind for each in why.conflict} == {LimitKind.BUDGET, LimitKind.HOURS, LimitKind.SEATS}
    assert Limit(LimitKind.BUDGET, value=Decimal(400)) in why.relaxations
    assert Limit(LimitKind.HOURS, "python", value=Decimal("9.5")) in why.relaxations


@pytest.mark.requirement("R37")
def test_a_block_between_others_is_never_a_reason() -> None:
    """Whoever asks learns that there is no team, and nothing else."""
    why = check(job(Need("python"), Need("figma"), blocks=frozenset({("bob", "cem")})))
    assert why == Impossible((), is_minimal=True, relaxations=())


def test_somebody_outside_the_pool_is_never_a_reason() -> None:
    """Whether they exist or not."""
    why = check(job(Need("python"), limits=Limits(include=frozenset({"nobody"}))))
    assert why == Impossible((), is_minimal=True, relaxations=())
