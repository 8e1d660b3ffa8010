"""Reasons rest on nobody who does not exist for the viewer."""

from itertools import combinations

import numpy as np
import pytest

from confrere.recommendations import NetworkView
from confrere.recommendations.explaining import Explainer
from confrere.recommendations.view import USUAL_SKILLS

from .planted import drawn


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("seed", range(8))
def test_what_is_usual_without_somebody_is_what_it_were_if_they_were_not_there(seed: int) -> None:
    """For everybody, without any two others."""
    view = NetworkView.of(**drawn(seed))
    explainer, differing = Explainer(view), 0
    for one, other in combinations(range(0, len(view), 3), 2):
        gone = np.array([one, other], np.int32)
        absent = Explainer(view.without(gone))
        for row in range(0, len(view), 5):
            ours = explainer.complements(row, gone).tolist()
            assert ours == absent.complements(row).tolist()
            differing += ours != explainer.complements(row).tolist()
    assert differing


@pytest.mark.requirement("R30")
def test_a_blocker_does_not_make_a_skill_usual() -> None:
    """The thirtieth place goes to another skill when the one who blocked is counted, and to its own when not."""
    ranked = [f"skill {place:02}" for place in range(USUAL_SKILLS)]
    people = ("ada", "bob", "cleo", "dan")
    skills = [(who, skill) for who in ("bob", "cleo") for skill in ranked[:-1]]
    skills += [("bob", ranked[-1]), ("dan", "woodcut"), ("cleo", "woodcut")]
    view = NetworkView.of(people, skills=skills, categories=[(who, "Print") for who in people])
    ada, dan = (view.row(who) or 0 for who in ("ada", "dan"))

    def usual(gone: list[int]) -> set[str]:
        return {view.skill_ids[each] for each in Explainer(view).complements(ada, np.array(gone, np.int32))}

    assert usual([]) == {*ranked[:-1], "woodcut"}
    assert usual([dan]) == set(ranked)
