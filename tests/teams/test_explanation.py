"""What is said of a proposed team, on problems whose answer is known, and on random ones by trying everything."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from confrere.recommendations.teams.explanation import explain
from confrere.recommendations.teams.patience import Cancelled, Patience
from confrere.recommendations.teams.problem import Limits, Need, Objective, Person, Problem, Tie, Ties, Wish
from confrere.recommendations.teams.solving import Team, solve
from confrere.recommendations.teams.swaps import Swap
from confrere.recommendations.teams.windows import Window, common, shared_minutes

from .drawing import drawn
from .readings import Reading, measured

WEST, EAST = Window(1380, 240), Window(60, 480)
ADA = Person("ada", {"python": 4}, Decimal(50), Decimal(20), WEST)
BOB = Person("bob", {"figma": 3}, Decimal(40), Decimal(20), EAST)
CEM = Person("cem", {"figma": 5, "german": 1}, Decimal(80), Decimal(20), EAST)
PIA = Person("pia", {"figma": 5}, Decimal(1), Decimal(20), EAST, is_private=True)
PEOPLE = (ADA, BOB, CEM, PIA)


def job(*, objective: Objective = Objective.TRUST, budget: int | None = None) -> Problem:
    """Ada knows Bob well, and Cem through him; Pia is private and known to Bob only."""
    ties = [Tie("ada", "bob", 0.9), Tie("bob", "cem", 0.5), Tie("bob", "pia", 1)]
    return Problem(
        leader="ada",
        people=PEOPLE,
        ties=Ties.between(PEOPLE, ties),
        needs=(Need("python", hours=Decimal(10)), Need("figma", level=3, hours=Decimal(5))),
        wishes=(Wish("german", Decimal(1)),),
        limits=Limits(budget=None if budget is None else Decimal(budget), overlap=60),
        objective=objective,
    )


@pytest.mark.requirement("R37")
def test_the_closest_team_says_who_sits_where_and_why() -> None:
    """Bob is one tie away; Cem is the alternative, Pia is in no count."""
    problem = job()
    told = explain(problem, solve(problem, wanted=2), 0)
    assert told.team == Team(("ada", "bob"), (("figma", "bob"), ("python", "ada")), 11, Decimal(1), Decimal(700))
    python, figma, german = told.rows
    assert (python.holders, python.levels, python.alternatives, python.swap) == (("ada",), (4,), 0, None)
    assert (figma.holders, figma.levels, figma.alternatives) == (("bob",), (3,), 1)
    assert figma.swap == Swap(leaves="bob", joins="cem", distance=51, cost=Decimal(200))
    assert (german.holders, german.missing, german.alternatives) == ((), 1, 1)
    assert [(reason.person, reason.path, reason.must_connect_first) for reason in told.reasons] == [
        ("ada", ("ada",), False),
        ("bob", ("ada", "bob"), False),
    ]
    assert told.reasons[1].strength == pytest.approx(0.9, abs=0.01)
    assert (told.leader_distance, told.diameter, told.density) == (11, 11, 1.0)
    assert told.windows == (Window(60, 120),)
    assert (told.gap, told.possible) == (0.0, 2)
    assert told.proof == "Best of all 2 possible ways to fill the seats, proven."


@pytest.mark.requirement("R37")
def test_somebody_two_connections_away_is_to_be_connected_with_first() -> None:
    """The second team names Cem, and the way to him."""
    problem = job()
    told = explain(problem, solve(problem, wanted=2), 1)
    assert told.reasons[1].path == ("ada", "bob", "cem")
    assert told.reasons[1].must_connect_first
    assert told.changes == (Swap("bob", "cem", 51, Decimal(200)),)
    assert told.density == 0.0
    assert told.proof == "Number 2 of all 2 possible ways to fill the seats, proven."


@pytest.mark.requirement("R37")
@pytest.mark.parametrize(("objective", "who"), [("SKILL", "cem"), ("COST", "bob"), ("TRUST", "bob")])
def test_the_objective_decides_what_comes_first(objective: str, who: str) -> None:
    """German is wished for and only Cem has it; Bob is cheaper and closer."""
    assert who in solve(job(objective=Objective(objective))).teams[0].members


@pytest.mark.requirement("R24")
def test_a_private_person_the_leader_is_not_connected_with_is_nowhere() -> None:
    """The world with Pia and the one without her look the same."""
    with_her, without = job(), replace(job(), people=PEOPLE[:3], ties=Ties.between(PEOPLE[:3], []))
    ties = [Tie("ada", "bob", 0.9), Tie("bob", "cem", 0.5)]
    without = replace(without, ties=Ties.between(PEOPLE[:3], ties))
    told = [explain(problem, solve(problem, wanted=2), 1) for problem in (with_her, without)]
    assert told[0] == told[1]


def test_a_search_that_runs_out_of_time_says_how_good_its_team_is_at_least() -> None:
    """The first look at the clock ends it, after the first tries."""
    ticks = iter(range(1000))
    outcome = solve(job(), patience=Patience(lambda: float(next(ticks)), until=0))
    assert outcome.is_proven or 0 <= outcome.gap(Objective.TRUST) <= 1


def test_a_search_nobody_waits_for_ends() -> None:
    """At the next look."""
    with pytest.raises(Cancelled):
        solve(job(), patience=Patience(lambda: 0.0, is_cancelled=lambda: True))


@pytest.mark.parametrize("seed", range(40))
def test_the_best_swap_is_the_best_of_all_exchanges_of_one_seat(seed: int) -> None:
    """Every other holder is tried for every seat, and measured against every limit."""
    problem = drawn(seed, tightness=0.2)
    outcome = solve(problem)
    if not outcome.teams:
        return
    team, reading = outcome.teams[0], Reading(problem)
    told = explain(problem, outcome, 0)
    for row, need in zip(told.rows, problem.needs, strict=False):
        keys = []
        for leaves in row.holders:
            for joins in set(reading.candidates()) - set(row.holders):
                seats = tuple(
                    sorted([*(seat for seat in team.seats if seat != (need.skill, leaves)), (need.skill, joins)])
                )
                members = tuple(sorted({who for _, who in seats} | {problem.leader} | problem.limits.include))
                try:
                    values = measured(reading, members, seats)
                except AssertionError:
                    continue
                other = Team(members, seats, int(values["distance"]), values["loss"], values["cost"])
                keys.append((other.key(problem.objective), other))
        if not keys:
            assert row.swap is None
            continue
        assert row.swap is not None
        best = min(keys, key=lambda each: each[0])[1]
        assert (row.swap.distance, row.swap.cost) == (best.distance - team.distance, best.cost - team.cost)


def test_swaps_are_looked_for_where_they_are_wanted() -> None:
    """All else is said alike without them."""
    problem = job()
    outcome = solve(problem)
    told, short = (explain(problem, outcome, 0, with_swaps=wanted) for wanted in (True, False))
    assert any(row.swap for row in told.rows)
    assert short == replace(told, rows=tuple(replace(row, swap=None) for row in told.rows))


def test_a_window_may_pass_midnight() -> None:
    """Shared minutes are counted over both days, and the common part stays whole."""
    assert shared_minutes(Window(1380, 120), Window(0, 60)) == 60
    assert common([Window(1380, 120), Window(1400, 300)]) == [Window(1400, 100)]
    assert common([Window(600, 1440), Window(300, 600)]) == [Window(300, 600)]
    assert common([]) == [Window(0, 1440)]
    assert common([WEST, None]) == []
    assert shared_minutes(None, EAST) == 0


def test_windows_share_what_their_minutes_share() -> None:
    """Checked minute by minute for windows of every kind."""
    windows = [Window(start, minutes) for start in (0, 1, 700, 1439) for minutes in (0, 1, 480, 1439, 1440)]
    for one, other in combinations(windows, 2):
        minutes = [{(window.start + each) % 1440 for each in range(window.minutes)} for window in (one, other)]
        assert shared_minutes(one, other) == len(minutes[0] & minutes[1])
        assert sum(window.minutes for window in common([one, other])) == len(minutes[0] & minutes[1])
