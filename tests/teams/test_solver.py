"""The solver held against two others, on problems with every kind of limit."""

import os
from decimal import Decimal

import pytest

from confrere.recommendations.teams import solving
from confrere.recommendations.teams.pool import Pool
from confrere.recommendations.teams.problem import Need, Person, Problem, Tie, Ties
from confrere.recommendations.teams.solving import solve
from confrere.recommendations.teams.state import MOST_OPTIONS, TURN, State, Task, state_of

from .drawing import drawn
from .oracles import Program, best, cp_sat, highs
from .readings import CRITERIA, Reading, measured

JOBS = 500 if os.environ.get("CONFRERE_TEST_PROOF") == "full" else 60
WANTED = 3
SEEDS = sorted({*range(JOBS), 373})
"""The last is one in which a wish that nobody can meet was once taken for one that must be met."""


def agree(problem: Problem) -> None:
    """Holds the first few teams against both oracles, each after forbidding those before it, with pairs and without."""
    outcome = solve(problem, wanted=WANTED, easy_steps=0)
    assert outcome.is_proven
    easily = solve(problem, wanted=WANTED)
    assert [team.key(problem.objective) for team in easily.teams] == [
        team.key(problem.objective) for team in outcome.teams
    ]
    reading = Reading(problem)
    program = Program(reading)
    for place in range(WANTED):
        by_cp_sat = best(program, cp_sat, by_ids=True)
        by_highs = best(program, highs, by_ids=False)
        if place == len(outcome.teams):
            assert by_cp_sat is None
            assert by_highs is None
            return
        team = outcome.teams[place]
        values = measured(reading, team.members, team.seats)
        ours = {name: values[name] for name in CRITERIA[problem.objective]}
        assert (Decimal(team.distance), team.loss, team.cost) == (values["distance"], values["loss"], values["cost"])
        assert by_cp_sat == (ours, team.members)
        assert by_highs is not None
        assert by_highs[0] == ours
        program.forbid(team.members)


@pytest.mark.requirement("R37")
@pytest.mark.parametrize("seed", SEEDS)
def test_the_teams_are_those_that_highs_and_cp_sat_find(seed: int) -> None:
    """All four criteria, and the members of the best by id."""
    agree(drawn(seed))


@pytest.mark.requirement("R37")
@pytest.mark.parametrize("seed", range(30))
def test_looking_at_pairs_changes_no_answer(seed: int) -> None:
    """In problems larger than those of the oracles: all pairs from the first step on, and none at all."""
    problem = drawn(seed, most_people=30, most_needs=5)
    by_pairs, without = (solve(problem, wanted=WANTED, easy_steps=steps) for steps in (0, 1 << 40))
    assert by_pairs.is_proven
    assert without.is_proven
    keys = [[team.key(problem.objective) for team in outcome.teams] for outcome in (by_pairs, without)]
    assert keys[0] == keys[1]


@pytest.mark.requirement("R37")
def test_people_who_fill_no_missing_seat_take_no_place_among_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands hold what the leader holds too: pairs have room for those who are needed, and nothing beyond it."""
    hours, level = Decimal(1), 1
    many = [Person(f"m{at:05}", {"a": level}, Decimal(1), Decimal(40)) for at in range(MOST_OPTIONS + 300)]
    few = [Person(f"z{at}", {"bc"[at % 2]: level}, Decimal(1), Decimal(40)) for at in range(4)]
    people = [Person("l", {"a": level}, Decimal(1), Decimal(40)), *many, *few]
    ties = [Tie("l", each.id, 0.5) for each in people[1:]] + [Tie("z0", "z1", 1.0), Tie("z2", "z3", 0.9)]
    needs = tuple(Need(skill, hours=hours) for skill in "abc")
    problem = Problem("l", tuple(people), Ties.between(people, ties), needs)
    states = list[State]()

    def kept(pool: Pool, task: Task) -> State:
        states.append(state_of(pool, task))
        return states[-1]

    monkeypatch.setattr(solving, "state_of", kept)
    paired = solve(problem, wanted=6, easy_steps=0)
    assert 0 < states[0].option[TURN].max() < len(few)
    assert paired.teams == solve(problem, wanted=6, easy_steps=1 << 30).teams
