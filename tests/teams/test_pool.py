"""Who may be in a team, in exact numbers, and how many must join at least."""

from decimal import Decimal

import pytest

from confrere.recommendations.teams.pool import pool_of
from confrere.recommendations.teams.problem import Limits, Need, Person, Problem, Tie, Ties
from confrere.recommendations.teams.solving import solve
from confrere.recommendations.teams.windows import Window

DAY, NIGHT = Window(480, 480), Window(0, 240)


def knowing(*people: Person, needs: tuple[Need, ...], limits: Limits) -> Problem:
    """A job of Ada, who knows all of these."""
    ada = Person("ada", hours=Decimal(40), window=DAY)
    everybody = (*people, ada)
    ties = Ties.between(everybody, [Tie("ada", each.id, 0.5) for each in people])
    return Problem("ada", everybody, ties, needs, limits=limits)


def able(id: str, *skills: str, rate: str = "10", hours: str = "40", window: Window = DAY) -> Person:
    """Somebody with skills."""
    return Person(id, dict.fromkeys(skills, 3), Decimal(rate), Decimal(hours), window)


def test_quantities_are_whole_numbers_of_what_divides_them_all() -> None:
    """Cents and quarters of an hour, of those in the pool and of the job; nothing is rounded."""
    people = (able("bob", "a", rate="10.25", hours="7.5"), able("cem", "a", rate="3"))
    pool = pool_of(knowing(*people, needs=(Need("a", hours=Decimal("0.25")),), limits=Limits(budget=Decimal(1))))
    assert [person.id for person in pool.people] == ["ada", "bob", "cem"]
    assert (pool.rate.tolist(), pool.hours.tolist()) == ([0, 1025, 300], [4000, 750, 4000])
    assert (pool.need_hours.tolist(), pool.cost_unit, pool.budget) == ([25], Decimal("0.0001"), 10_000)


def test_a_quantity_with_too_many_digits_is_refused_of_whoever_is_in_the_pool() -> None:
    """Somebody who works at another time of day is not."""
    needs, odd = (Need("a"),), "0.0000001"
    with pytest.raises(ValueError, match="digits"):
        pool_of(knowing(able("bob", "a", rate=odd), needs=needs, limits=Limits()))
    away = able("bob", "a", rate=odd, window=NIGHT)
    assert [each.id for each in pool_of(knowing(away, needs=needs, limits=Limits(overlap=60))).people] == ["ada"]


@pytest.mark.parametrize("size", [3, 4])
def test_a_size_that_is_too_small_is_seen_at_once(size: int) -> None:
    """Everybody who could do two of the four does the first, so three must join; two of them look enough by numbers."""
    people = [able("p1", "a", "b"), able("p2", "a", "c"), able("p3", "a", "d"), able("p4", "c"), able("p5", "d")]
    needs = tuple(Need(skill) for skill in "abcd")
    found = solve(knowing(*people, needs=needs, limits=Limits(size=size)))
    assert found.is_proven
    assert bool(found.teams) == (size == 4)
    assert (found.steps <= 2) == (size == 3)  # one look for a good team, and one for the proof
