"""The page of the proofs says what was really tried."""

import ast
from datetime import date
from typing import Any

from ..house.sources import ROOT
from .page import PARTS, page

DAY = date(2026, 3, 1)


def line(tried: int, came: str = "0 broken") -> dict[str, Any]:
    """A line of the table of races."""
    return {"part": "Races", "what": "invite / invite", "tried": tried, "whole": 10_000, "came": came}


def test_less_than_everything_is_not_called_full() -> None:
    """And the numbers of both stand in its line."""
    text = page([line(600)], day=DAY, ran_on="Two cores", passed=True)
    assert "not in full size" in text
    assert "| invite / invite | 600 | 10,000 | 0 broken |" in text
    assert "not in full size" not in page([line(10_000)], day=DAY, ran_on="Two cores", passed=True)


def test_of_two_pieces_the_later_counts() -> None:
    """What was tried again stands once."""
    text = page([line(600, "before"), line(700, "after")], day=DAY, ran_on="Two cores", passed=True)
    assert "after" in text
    assert "before" not in text


def test_a_failure_is_told_at_the_top() -> None:
    """A table without a line must not read as one that holds."""
    assert "Something failed" in page([], day=DAY, ran_on="Two cores", passed=False)
    assert "Something failed" not in page([line(1)], day=DAY, ran_on="Two cores", passed=True)


def test_nothing_is_not_everything() -> None:
    """A run of no proof is no full run."""
    assert "not in full size" in page([], day=DAY, ran_on="Two cores", passed=True)


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
