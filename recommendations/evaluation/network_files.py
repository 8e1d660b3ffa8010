"""Any network as two CSV files, whose mistakes are told by file, line and column, with what is expected there."""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FORMAT = "See docs/recommenders.md for the format."
EPOCH, LAST_DAY = date(1970, 1, 1), date(2149, 6, 6)
"""Days that are told apart: they are counted in sixteen bits."""


class BadData(Exception):
    """The folder does not hold what is to be read; the message says what is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, by the names of its columns."""

    place: str
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Returns a cell without blanks around it, empty where the file has no such column."""
        return self.cells.get(column, "").strip()

    def named(self, column: str) -> str:
        """Returns a cell that must hold something.

        Raises:
            BadData: it is empty.
        """
        if not self.text(column):
            raise BadData(f"{self.place}: {column} is empty.")
        return self.text(column)

    def day(self, column: str) -> int | None:
        """Returns the days since 1970 of a date, None where there is none.

        Raises:
            BadData: it is no date, or too far from now.
        """
        text = self.text(column)
        if not text:
            return None
        try:
            days = day_of(text)
        except ValueError as wrong:
            raise BadData(f"{self.place}: {column} {text!r} is no date; write it as 2026-03-01.") from wrong
        if not 0 <= days <= (LAST_DAY - EPOCH).days:
            raise BadData(f"{self.place}: {column} {text!r} is not between {EPOCH} and {LAST_DAY}.")
        return days


def day_of(text: str) -> int:
    """Returns the days since 1970 of an ISO date or time."""
    return (date.fromisoformat(text[:10]) - EPOCH).days


def lines(folder: Path, name: str, *columns: str) -> list[Line]:
    """Reads a file, plain or compressed with gzip.

    Args:
        folder: where it lies.
        name: what it is called when it is not compressed.
        columns: those it must have.

    Raises:
        BadData: it is not there, is no such table, or lacks a column.
    """
    file = folder / name if (folder / name).exists() else folder / f"{name}.gz"
    if not file.exists():
        raise BadData(f"There is no {name} (or {name}.gz) in {folder}. {FORMAT}")
    return list(_lines(file, columns))


def _lines(file: Path, columns: tuple[str, ...]) -> Iterator[Line]:
    try:
        raw = file.read_bytes()
        text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadData(f"{file.name} is not written in UTF-8.") from wrong
    except (OSError, EOFError) as wrong:
        raise BadData(f"{file.name} cannot be read: {wrong}.") from wrong
    table = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [each.strip() for each in next(table, [])]
        for column in columns:
            if column not in header:
                has = f"it has {', '.join(header)}" if header else "it is empty"
                raise BadData(f"{file.name}, line 1: there is no column {column}; {has}. {FORMAT}")
        for row in table:
            place = f"{file.name}, line {table.line_num}"
            if row and len(row) != len(header):
                raise BadData(f"{place}: the header names {len(header)} columns, and here are {len(row)}.")
            if row:
                yield Line(place, dict(zip(header, row, strict=True)))
    except csv.Error as wrong:
        raise BadData(f"{file.name}, line {table.line_num}: {wrong}.") from wrong
