"""The jobs that the report on networks draws, and its table; what it counts is measured and no test."""

from xml.etree import ElementTree

import numpy as np
import pytest
from benchmarks.fill_rate import Judged, drawn, picture, table

from confrere.graph.marketplace.trades import read_trades

FOUND = [Judged(2, "SINGLE", 0.1), Judged(2, "ONE_HOP", 0.1), Judged(3, "TWO_HOP", 0.1), Judged(9, "NOBODY", 0.1)]


@pytest.mark.requirement("R41")
def test_the_same_seed_draws_the_same_jobs_within_bounds() -> None:
    """Each asks for distinct skills of the marketplace, at levels, seats and hours that a client could post."""
    trades = read_trades()
    jobs = drawn(trades, 300, np.random.default_rng(1))
    assert jobs == drawn(trades, 300, np.random.default_rng(1))
    assert jobs != drawn(trades, 300, np.random.default_rng(2))
    assert {len(job.lines) for job in jobs} >= {1, 4, 7}
    for job in jobs:
        assert job.title
        assert 1 <= len({line.skill for line in job.lines}) == len(job.lines) <= 12
        for line in job.lines:
            assert line.skill in trades.skills
            assert 1 <= line.level <= 5
            assert 1 <= line.seats <= 3
            assert 5 <= line.hours <= 30


@pytest.mark.requirement("R41")
def test_the_table_tells_shares_by_size_and_of_all() -> None:
    """Every job once, and every share of its own line."""
    lines = table(FOUND)
    assert lines[2] == "| 1–2 | 2 | 50% | 50% | 0% | 0% |"
    assert lines[-1] == "| all | 4 | 25% | 25% | 25% | 25% |"
    assert len(lines) == 2 + 4 + 1


def test_the_picture_is_an_image() -> None:
    """With a bar for each size."""
    root = ElementTree.fromstring(picture(FOUND))  # noqa: S314 - our own picture
    assert root.tag.endswith("svg")
