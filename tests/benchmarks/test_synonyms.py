"""The measure of guessing words for skills, on a table whose answers are plain."""

from collections.abc import Callable

import pytest
from benchmarks.synonyms import Nearest, by_key, stems

TABLE = [("collect tax", "tax"), ("collecting taxes", "tax"), ("analyse data", "data"), ("gather data sets", "data")]
SKILLS = ["tax", "data"]


@pytest.mark.parametrize(
    ("key", "asked", "right"),
    [
        (str, "collect tax", 1),
        (str, "tax collecting", 0),
        (lambda text: " ".join(sorted(stems(text))), "tax collecting", 1),
    ],
)
def test_a_label_is_found_by_its_key(key: Callable[[str], str], asked: str, right: int) -> None:
    """Folded only as it stands, by stems in any order; what is not found is missed and not wrong."""
    found = by_key(TABLE, key, [(asked, "tax")])
    assert (found.right, found.wrong, found.asked) == (right, 0, 1)
    assert found.f1 == right


def test_the_nearest_skill_is_found_and_told_how_sure() -> None:
    """What shares words with one skill alone is surer than what shares a word with both."""
    asked = [("analysis of data", "data"), ("collect data", "tax")]
    is_right, sure = Nearest(SKILLS, TABLE).guesses(asked, 4)
    assert is_right[0]
    assert sure[0] > sure[1] > 0.4
