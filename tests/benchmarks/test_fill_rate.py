"""The tables and the picture of the report on filled jobs; what it counts is measured and no test."""

from xml.etree import ElementTree

import pytest
from benchmarks.fill_rate import Filled, Judged, became, picture, shares, would

FILLED = [Filled(1, 10, 8, 0), Filled(3, 4, 1, 1), Filled(7, 6, 0, 3)]
FOUND = [Judged(1, "SINGLE", 0.1), Judged(1, "ONE_HOP", 0.1), Judged(3, "TWO_HOP", 0.1), Judged(9, "NOBODY", 0.1)]


@pytest.mark.requirement("R41")
def test_the_tables_tell_shares_by_size_and_of_all() -> None:
    """Every job once, and every share of its own line."""
    lines = became(FILLED)
    assert lines[2] == "| 1 | 10 | 80% | 0% | 20% |"
    assert lines[4] == "| 3–4 | 4 | 25% | 25% | 50% |"
    assert lines[-1] == "| all | 20 | 45% | 20% | 35% |"
    told = would(FOUND)
    assert told[2] == "| 1 | 2 | 50% | 50% | 0% | 0% |"
    assert told[-1] == "| all | 4 | 25% | 25% | 25% | 25% |"
    assert len(lines) == len(told) == 2 + 4 + 1


@pytest.mark.requirement("R41")
def test_the_picture_shows_what_was_and_what_would_be() -> None:
    """Of each size all jobs, those that were not filled by what the sample says; without any, an empty bar."""
    told = shares(FILLED, FOUND)
    by_size = {size: [each["share"] for each in told if each["skills"] == size] for size in ("1", "2", "3–4", "5–12")}
    assert by_size["1"] == pytest.approx([0.8, 0, 0.1, 0.1, 0, 0])
    assert by_size["3–4"] == pytest.approx([0.25, 0.25, 0, 0, 0.5, 0])
    assert by_size["5–12"] == pytest.approx([0, 0.5, 0, 0, 0, 0.5])
    assert by_size["2"] == [0] * 6
    root = ElementTree.fromstring(picture(FILLED, FOUND))  # noqa: S314 - our own picture
    assert root.tag.endswith("svg")
