"""Files for people: no cell of a table is computed by whoever opens it."""

import csv
from pathlib import Path
from typing import Any

import pytest

from confrere.api.cli.sheets import harmless, write_csv

FORMULAS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    " =1",
]


@pytest.mark.attack(25)
@pytest.mark.requirement("R53")
@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_computed_is_shown(text: str) -> None:
    """An apostrophe stands before it, in full width and behind spaces as well."""
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ana", "", "2026-01-31", "1=1", "a\n=1", "'=1", "Zoë", "小明"])
def test_what_is_plain_stays(text: str) -> None:
    """Nothing else is touched."""
    assert harmless(text) == text


def test_a_table_keeps_its_cells_apart(tmp_path: Path) -> None:
    """Quotes, commas and line ends inside a cell do not begin another one, in which a formula could stand."""
    rows: list[dict[str, Any]] = [{"a": 'x","=1+1', "b": ["=1", "y"], "c": None}, {"a": "x\r\n=1", "b": -5, "d": "=2"}]
    write_csv(tmp_path / "table.csv", rows)
    with (tmp_path / "table.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file)) == [
            ["a", "b", "c", "d"],
            ['x","=1+1', "'=1;y", "", ""],
            ["x\r\n=1", "-5", "", "'=2"],
        ]


def test_a_table_without_rows_says_what_could_have_been_in_it(tmp_path: Path) -> None:
    """One line, of the columns that are known."""
    write_csv(tmp_path / "table.csv", [], ("connectedAt", "name"))
    assert (tmp_path / "table.csv").read_text("utf-8") == '"connectedAt","name"\n'
