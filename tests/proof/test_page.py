"""The page of the proofs says what was really tried."""

import ast
from typing import Any

import pytest

from ..house.sources import ROOT
from .page import PARTS, page


def line(tried: int, came: str = "0 broken") -> dict[str, Any]:
    """A line of the table of races."""
    more = {"day": "2026-03-01", "ran_on": "Two cores"}
    return {"part": "Races", "what": "invite / invite", "tried": tried, "whole": 10_000, "came": came} | more


def test_less_than_everything_is_not_called_full() -> None:
    """And the numbers of both stand in its line."""
    text = page([line(600)], passed=True)
    assert "0 of 1 lines were tried in full size" in text
    assert "| invite / invite | 600 | 10,000 | 0 broken | 2026-03-01 |" in text
    assert "1 of 1 lines were tried in full size" in page([line(10_000)], passed=True)


@pytest.mark.parametrize("tried", [(600, 600), (600, 700)])
def test_of_what_was_tried_again_the_largest_counts_and_then_the_latest(tried: tuple[int, int]) -> None:
    """It stands once, and a smaller run does not hide a larger one."""
    text = page([line(tried[0], "before"), line(tried[1], "after"), line(60, "small")], passed=True)
    assert "small" not in text
    assert "after" in text
    assert "before" not in text


def test_runs_with_other_seeds_count_together_and_a_repeated_one_does_not() -> None:
    """Ten tenths are the whole, with the days they took; what was tried before runs had seeds is one of them."""
    runs = [line(600), line(3_000) | {"seed": 7, "day": "2026-03-02"}, line(6_400) | {"seed": 8, "day": "2026-03-03"}]
    text = page([*runs, line(3_000) | {"seed": 7, "day": "2026-03-04"}], passed=True)
    assert "| invite / invite | 10,000 | 10,000 | 0 broken | 2026-03-01 to 2026-03-04, 3 runs |" in text
    assert "1 of 1 lines were tried in full size" in text


def test_a_failure_is_told_at_the_top() -> None:
    """A table without a line must not read as one that holds."""
    assert "Something failed" in page([], passed=False)
    assert "Something failed" not in page([line(1)], passed=True)


def test_what_was_never_tried_is_told() -> None:
    """A part without a line is not left out."""
    assert page([], passed=True).count("Not tried yet") == len(PARTS)


def test_whatever_is_noted_has_a_part_of_the_page() -> None:
    """A line under another heading would be tried for hours and told to nobody."""
    calls = [
        node
        for file in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"
    ]
    parts = {each.args[0].value for each in calls if each.args and isinstance(each.args[0], ast.Constant)}
    assert {"Races", "Recommendations"} <= parts <= PARTS.keys()
