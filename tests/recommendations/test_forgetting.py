"""Whoever knows of a block is ranked as if the blocked were not there, by the numbers that everybody shares."""

from itertools import combinations

import numpy as np
import pytest

from confrere.recommendations import NetworkView, Scored, make, names
from confrere.recommendations.forgetting import Forgotten
from confrere.recommendations.methods.fusion import Blend
from confrere.recommendations.snapshot import SERVED

from .planted import drawn

FORGETTING = [
    name for name in names() if isinstance(each := make(name), Scored) and type(each).reweigh is not Scored.reweigh
]


def fitted(name: str, view: NetworkView) -> Scored:
    """A method that is one scoring function."""
    method = make(name)
    assert isinstance(method, Scored)
    return method.fit(view)


def ranked(method: Scored, row: int) -> tuple[list[int], list[float]]:
    """Everybody it names, best first, but for the person and those they are connected with."""
    rows, values = method.ranked(row, len(method.view))
    return rows.tolist(), values.tolist()


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R30")
@pytest.mark.parametrize("name", FORGETTING)
@pytest.mark.parametrize("seed", range(4))
def test_forgetting_people_is_a_network_without_them(name: str, seed: int) -> None:
    """To the last digit, connected or hidden ones among them; and nothing is left of it for the next."""
    view = NetworkView.of(**drawn(seed))
    method = fitted(name, view)
    before = [ranked(method, row) for row in range(len(view))]
    differing = 0
    for one, other in combinations(range(0, len(view), 4), 2):
        gone = np.array([one, other], np.int32)
        absent, forgetting = method.without(gone), method.forgetting(Forgotten.of(view, gone))
        for row in range(0, len(view), 3):
            if row not in (one, other):
                ours = ranked(forgetting, row)
                assert ours == ranked(absent, row)
                differing += ours != before[row]
    assert differing
    assert [ranked(method, row) for row in range(len(view))] == before


def test_whatever_is_served_forgets() -> None:
    """And so does each of its parts."""
    assert {*SERVED.values(), *(name for name, _ in Blend.parts)} <= {*FORGETTING}


def test_a_method_that_is_not_served_says_that_it_cannot() -> None:
    """It would have to be fitted anew."""
    view = NetworkView.of(**drawn(1))
    with pytest.raises(NotImplementedError, match="ppr_push"):
        fitted("ppr_push", view).forgetting(Forgotten.of(view, np.array([1], np.int32)))
