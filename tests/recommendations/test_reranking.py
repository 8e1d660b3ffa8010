"""A share of the places for everybody: what the bonus for reaching one more person does to many lists."""

import numpy as np
import pytest

from confrere.recommendations import NetworkView, Scored, make
from confrere.recommendations.ranking import Scores
from confrere.recommendations.reranking import exposure_bonus

from .planted import drawn


def lists(bonus: float) -> tuple[list[Scores], np.ndarray]:
    """Three suggestions for everybody of a random network, in turn, and how often each person stands there."""
    view = NetworkView.of(**drawn(5))
    method = make("popular").fit(view)
    assert isinstance(method, Scored)
    shown, given = np.zeros(len(view), np.int64), []
    for row in range(len(view)):
        found = exposure_bonus(method.ranked(row, 20), shown > 0, bonus=bonus)
        shown[found.rows[:3]] += 1
        given.append(found)
    return given, shown


def test_whoever_nobody_else_is_shown_rises_and_the_first_stays() -> None:
    """Of four people, two are shown elsewhere: the other two rise above them, but not above the first."""
    before = Scores(np.array([4, 1, 0, 2], np.int32), np.array([9.0, 8.0, 2.0, 1.0]))
    is_shown = np.array([False, True, False, False, True])
    after = exposure_bonus(before, is_shown, bonus=0.06)
    assert after.rows.tolist() == [4, 0, 2, 1]
    assert after.values.tolist() == pytest.approx([1 / 4, 1 / 6 + 0.06, 1 / 7 + 0.06, 1 / 5])
    assert exposure_bonus(before, is_shown, bonus=0.0).rows.tolist() == before.rows.tolist()


def test_more_people_are_shown_and_everybody_keeps_their_candidates() -> None:
    """The most connected no longer fill all lists; nobody comes into a list who was no candidate of it."""
    (plain, few), (fair, many) = lists(0.0), lists(0.2)
    assert (many > 0).sum() > 2 * (few > 0).sum()
    for one, other in zip(plain, fair, strict=True):
        assert sorted(one.rows.tolist()) == sorted(other.rows.tolist())


@pytest.mark.parametrize("bonus", [0.02, 0.06, 0.2])
def test_the_lists_are_worth_at_least_half_of_the_best(bonus: float) -> None:
    """What places are worth, plus the bonus for each person shown, against a bound that no lists can pass."""
    given, shown = lists(bonus)
    before, _ = lists(0.0)
    worth = bonus * (shown > 0).sum()
    most = bonus * len(shown)
    for one, other in zip(before, given, strict=True):
        place = {row: at for at, row in enumerate(one.rows.tolist(), 1)}
        worth += sum(1 / (3 + place[row]) for row in other.rows[:3].tolist())
        most += sum(1 / (3 + at) for at in range(1, min(3, len(one.rows)) + 1))
    assert most / 2 <= worth <= most
