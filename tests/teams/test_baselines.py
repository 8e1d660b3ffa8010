"""Published ways to form a team, on networks whose answer is known, and on random ones against trying everything."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from confrere.recommendations.teams.baselines import (
    Answer,
    Breach,
    Experts,
    Measures,
    breaches,
    closest_to_leader,
    enhanced_steiner,
    kargar_an,
    measures,
    rarest_first,
)
from confrere.recommendations.teams.baselines.steiner import spanning_cost
from confrere.recommendations.teams.distances import graph_of
from confrere.recommendations.teams.pool import pool_of
from confrere.recommendations.teams.problem import Limits, Need, Person, Problem, Tie, Ties
from confrere.recommendations.teams.solving import solve
from confrere.recommendations.teams.windows import Window

from .drawing import drawn
from .readings import Reading, measured

METHODS: dict[str, Callable[[Experts], Answer]] = {
    "RarestFirst": rarest_first,
    "EnhancedSteiner": enhanced_steiner,
    "Kargar-An": kargar_an,
    "closest to the leader": closest_to_leader,
}
DAY, NIGHT = Window(480, 480), Window(0, 240)
HOLDS = {"ada": "", "bob": "", "cem": "python", "dan": "figma", "eve": "figma", "fay": "german", "gil": "german"}
LENGTHS = {
    ("ada", "bob"): 1,
    ("bob", "cem"): 10,
    ("cem", "dan"): 30,
    ("bob", "eve"): 15,
    ("cem", "fay"): 40,
    ("eve", "gil"): 5,
    ("ada", "gil"): 60,
    ("ada", "cem"): 99,
}
seeds = st.integers(0, 10**9)
quickly = settings(derandomize=True, max_examples=40, deadline=None)


def job(*skills: str, **limits: object) -> Problem:
    """Ada's network: python and figma are nearest through Bob, german is near Eve."""
    people = tuple(
        Person(name, dict.fromkeys(skill.split(), 3), Decimal(40), Decimal(20), NIGHT if name == "gil" else DAY)
        for name, skill in HOLDS.items()
    )
    ties = [Tie(one, other, 1 - (length - 1) / 99) for (one, other), length in LENGTHS.items()]
    needs = tuple(Need(skill, hours=Decimal(5)) for skill in skills)
    return Problem("ada", people, Ties.between(people, ties), needs, limits=Limits(**limits))  # type: ignore[arg-type]  # limits by name


def experts(problem: Problem, *, is_led: bool = False) -> Experts:
    """What the papers know."""
    found = Experts.of(problem, pool_of(problem), is_led=is_led)
    assert found is not None
    return found


def test_rarest_first_gathers_around_the_only_holder() -> None:
    """Cem is 25 from Eve and 30 from Dan, and 30 from Gil by way of Bob and Eve, 40 from Fay; Ada leads."""
    answer = rarest_first(experts(job("python", "figma", "german")))
    assert answer.seats == (("figma", "eve"), ("german", "gil"), ("python", "cem"))
    assert (answer.members, answer.between) == (("ada", "cem", "eve", "gil"), ("bob",))
    assert answer.value == 30


def test_rarest_first_asks_of_a_holder_how_far_the_farthest_skill_is() -> None:
    """Without python, figma and german are as rare: Eve is 5 from Gil, and Dan 60."""
    answer = rarest_first(experts(job("figma", "german")))
    assert (answer.seats, answer.value) == ((("figma", "eve"), ("german", "gil")), 5)


def test_enhanced_steiner_keeps_the_tree_short() -> None:
    """From Cem to Eve is 25, and Gil is 5 more; the tree is Bob's ties and Eve's."""
    answer = enhanced_steiner(experts(job("python", "figma", "german")))
    assert answer.seats == (("figma", "eve"), ("german", "gil"), ("python", "cem"))
    assert (answer.between, answer.value) == (("bob",), 10 + 15 + 5)


def test_enhanced_steiner_of_one_skill_is_one_person() -> None:
    """There is no tie to keep."""
    answer = enhanced_steiner(experts(job("figma")))
    assert (answer.seats, answer.members, answer.value) == ((("figma", "dan"),), ("ada", "dan"), 0)


def test_kargar_an_sums_distances_of_all_pairs_of_skills() -> None:
    """Eve is 25 from Cem and 5 from Gil, and they are 30 apart."""
    answer = kargar_an(experts(job("python", "figma", "german")))
    assert answer.seats == (("figma", "eve"), ("german", "gil"), ("python", "cem"))
    assert answer.value == 25 + 5 + 30


def test_the_closest_to_the_leader_are_the_nearest_holders() -> None:
    """Ada is 11 from Cem, 16 from Eve and 21 from Gil."""
    answer = closest_to_leader(experts(job("python", "figma", "german")))
    assert (answer.seats, answer.value) == ((("figma", "eve"), ("german", "gil"), ("python", "cem")), 11 + 16 + 21)


def test_a_leader_who_is_asked_for_counts_like_a_skill() -> None:
    """Ada is the rarest, so the team gathers around her; she fills no seat."""
    answer = rarest_first(experts(job("figma", "german"), is_led=True))
    assert answer.seats == (("figma", "eve"), ("german", "gil"))
    assert answer.value == 21


def test_a_team_is_read_in_the_measures_of_all_papers() -> None:
    """Ada 16 from Eve and 21 from Gil, who are 5 apart."""
    found = measures(pool_of(job("figma")), ("ada", "eve", "gil"))
    assert found == Measures(distance=16 + 21 + 5, leader_distance=16 + 21, diameter=21, tree=16 + 5)


def test_every_limit_that_a_team_breaks_is_named() -> None:
    """Gil works at night, costs 40 dollars an hour and has twenty hours; Bob must be in and Eve blocks Gil."""
    given = job("figma", "german", budget=Decimal(399), size=2, overlap=60, include=frozenset({"bob"}))
    needs = (Need("figma", seats=2, hours=Decimal(5)), Need("german", hours=Decimal(21)))
    given = replace(given, needs=needs, blocks=frozenset({("gil", "eve")}))
    seats = (("figma", "eve"), ("german", "gil"))
    assert breaches(
        given, pool_of(replace(given, limits=Limits(), blocks=frozenset())), ("ada", "eve", "gil"), seats
    ) == set(Breach)
    assert breaches(job("figma", "german"), pool_of(job("figma")), ("ada", "eve", "gil"), seats) == set()


@pytest.mark.parametrize("skills", [(), ("figma", "figma")])
def test_a_job_without_skills_or_with_one_twice_is_refused(skills: tuple[str, ...]) -> None:
    """Before anything is searched."""
    given = job(*skills)
    pool = pool_of(given)
    with pytest.raises(ValueError, match="at least one skill, and each once"):
        Experts.of(given, pool, is_led=False)


def test_there_is_no_team_where_nobody_has_a_skill() -> None:
    """That is an answer, not an error."""
    given = job("figma", "cobol")
    assert Experts.of(given, pool_of(given), is_led=True) is None


def test_strangers_have_no_measure_and_break_nothing() -> None:
    """They are refused, as is a team without its leader, and a seat of somebody who is no member."""
    given = job("figma")
    pool = pool_of(given)
    for members in (("ada", "zoe"), ("eve", "gil")):
        with pytest.raises(ValueError, match="people of the pool"):
            measures(pool, members)
    with pytest.raises(ValueError, match="people of the pool"):
        breaches(given, pool, ("zoe",), ())
    with pytest.raises(ValueError, match="seats of members only"):
        breaches(given, pool, ("ada",), (("figma", "eve"),))
    nobody = np.empty(0, np.int32)
    apart = graph_of(2, nobody, nobody, nobody, np.zeros(2, np.bool_))
    with pytest.raises(ValueError, match="no ties join"):
        spanning_cost(apart, [0, 1])


def open_job(seed: int) -> tuple[Problem, Experts, bool]:
    """A random job with nobody private, so that distances keep the triangle inequality; half ask for the leader."""
    given = drawn(seed, tightness=0)
    given = replace(given, people=tuple(person._replace(is_private=False) for person in given.people))
    found = Experts.of(given, pool_of(given), is_led=seed % 2 == 0)
    assume(found is not None)
    assert found is not None
    return given, found, seed % 2 == 0


def ways(given: Problem, *, is_led: bool) -> Iterator[tuple[str, ...]]:
    """Every choice of a holder for each skill, by the plain reading."""
    reading = Reading(given)
    holders = [[each for each in reading.pool if reading.can_fill(each, row)] for row in range(len(given.needs))]
    yield from product(*holders, *([[given.leader]] if is_led else []))


@pytest.mark.parametrize("name", METHODS)
@quickly
@given(seed=seeds)
def test_a_team_has_a_holder_of_every_skill_and_the_leader(name: str, seed: int) -> None:
    """On any network, private people included; those in between join them and are no members."""
    given = drawn(seed)
    found = Experts.of(given, pool_of(given), is_led=seed % 2 == 0)
    assume(found is not None)
    assert found is not None
    answer, reading = METHODS[name](found), Reading(given)
    rows = {need.skill: row for row, need in enumerate(given.needs)}
    assert sorted(skill for skill, _ in answer.seats) == sorted(rows)
    assert all(reading.can_fill(who, rows[skill]) for skill, who in answer.seats)
    assert set(answer.members) == {given.leader, *(who for _, who in answer.seats)}
    assert not set(answer.between) & set(answer.members)
    assert set(answer.between) <= reading.pool


@quickly
@given(seed=seeds)
def test_kargar_an_is_within_twice_the_least_sum_and_never_below(seed: int) -> None:
    """More narrowly, within 2(p - 1)/p for p skills."""
    given, found, is_led = open_job(seed)
    away = {each: Reading(given).distances_from(each) for each in Reading(given).pool}
    least = min(sum(away[a][b] for a, b in combinations(way, 2)) for way in ways(given, is_led=is_led))
    skills = len(found.holders)
    assert least <= kargar_an(found).value
    assert kargar_an(found).value * skills <= least * 2 * (skills - 1)


@quickly
@given(seed=seeds)
def test_rarest_first_is_within_twice_the_least_diameter_and_never_below(seed: int) -> None:
    """Because nobody is farther from the holder in the middle than the least diameter."""
    given, found, is_led = open_job(seed)
    away = {each: Reading(given).distances_from(each) for each in Reading(given).pool}
    least = min(max(away[a][b] for a, b in product(way, way)) for way in ways(given, is_led=is_led))
    assert least <= rarest_first(found).value <= 2 * least


@quickly
@given(seed=seeds)
def test_nobody_is_closer_to_the_leader(seed: int) -> None:
    """It is the best of all by its measure."""
    given, found, is_led = open_job(seed)
    away = Reading(given).distances_from(given.leader)
    least = min(sum(away[each] for each in way) for way in ways(given, is_led=is_led))
    assert closest_to_leader(found).value == least


@quickly
@given(seed=seeds)
def test_the_tree_of_enhanced_steiner_is_one_and_never_shorter_than_the_shortest(seed: int) -> None:
    """The shortest is found among all sets of people that ties join."""
    given, found, is_led = open_job(seed)
    answer = enhanced_steiner(found)
    least = min(_tree(found, way) for way in ways(given, is_led=is_led))
    assert answer.value >= least


def _tree(found: Experts, way: tuple[str, ...]) -> int:
    """The length of a shortest tree of ties among these people, by trying everybody in between."""
    nodes = {found.people.index(each) for each in way}
    others = [each for each in range(len(found.people)) if each not in nodes]
    best = 10**9
    for count in range(min(len(others), 2) + 1):
        for more in combinations(others, count):
            try:
                best = min(best, spanning_cost(found.graph, sorted({*nodes, *more})))
            except ValueError:
                continue
    return best


@quickly
@given(seed=seeds)
def test_no_method_beats_the_proven_team_at_its_own_question(seed: int) -> None:
    """With one seat a skill, without hours and limits, the solver's distance is the least of all."""
    given, found, _ = open_job(seed)
    plain = replace(
        given,
        needs=tuple(replace(need, seats=1, hours=Decimal(0)) for need in given.needs),
        limits=Limits(radius=given.limits.radius),
        blocks=frozenset(),
        wishes=(),
    )
    pool = pool_of(plain)
    (best,) = solve(plain).teams
    for method in METHODS.values():
        answer = method(found)
        assert measures(pool, answer.members).distance >= best.distance
    assert measures(pool, best.members).distance == best.distance
    assert breaches(plain, pool, best.members, best.seats) == set()


@quickly
@given(seed=seeds)
def test_a_team_breaks_nothing_exactly_when_the_plain_reading_lets_it_pass(seed: int) -> None:
    """Every limit at once, on the teams that each method forms."""
    given = drawn(seed)
    pool = pool_of(given)
    found = Experts.of(given, pool, is_led=False)
    assume(found is not None)
    assert found is not None
    for method in METHODS.values():
        answer = method(found)
        broken = breaches(given, pool, answer.members, answer.seats)
        try:
            measured(Reading(given), answer.members, answer.seats)
        except AssertionError:
            assert broken
        else:
            assert not broken


def test_a_chain_is_joined_in_order() -> None:
    """Ties of a tree that is a line are summed once each."""
    people = tuple("abcd")
    one, other = (np.array([people.index(pair[at]) for pair in pairwise(people)], np.int32) for at in range(2))
    graph = graph_of(4, one, other, np.array([3, 4, 5], np.int32), np.zeros(4, np.bool_))
    assert spanning_cost(graph, [0, 1, 2, 3]) == 12
