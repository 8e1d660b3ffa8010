"""Rows of cells with their line numbers, from CSV or Parquet, and what is wrong with them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

SHOWN: Final = 50
"""Problems told one by one; the rest are counted."""

LONGEST: Final = 2_000
"""Characters that a cell may have."""

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        file: Name of the file.
        line: Line number, the header being line 1; for Parquet the row number, the first being 1; 0 for the file.
        message: What is wrong, as one sentence.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class BadFiles(Exception):
    """The files cannot be imported, and nothing was.

    Attributes:
        problems: The first 50.
        count: How many there are.
    """

    def __init__(self, problems: Iterable[Problem], count: int) -> None:
        self.problems = tuple(problems)
        self.count = count
        more = self.count - len(self.problems)
        super().__init__("\n".join([*map(str, self.problems), *([f"… and {more:,} more"] if more > 0 else [])]))


@dataclass(slots=True)
class Complaints:
    """Collects problems, and stops keeping their texts after the first 50 of a file."""

    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, file: str, line: int, message: str) -> None:
        """Notes a problem."""
        self.count += 1
        self.problems.append(Problem(file, line, message))
        if len(self.problems) > 100 * SHOWN:
            self._cut()

    def _cut(self) -> None:
        """Forgets all but what would be shown of each file."""
        self.problems = [problem for problems in self._by_file().values() for problem in problems[:SHOWN]]

    def settle(self) -> None:
        """Ends the import when there is any.

        Raises:
            BadFiles: Something is wrong.
        """
        if self.count:
            raise BadFiles(self._shown(), self.count)

    def _shown(self) -> list[Problem]:
        """Returns the first problems of each file, in the order in which the files were read."""
        files = self._by_file()
        share = SHOWN // len(files)
        left = SHOWN - sum(len(problems[:share]) for problems in files.values())
        shown: list[Problem] = []
        for problems in files.values():
            more = min(max(len(problems) - share, 0), left)
            left -= more
            shown += problems[: share + more]
        return shown

    def _by_file(self) -> dict[str, list[Problem]]:
        files = {problem.file: list[Problem]() for problem in self.problems}
        for problem in sorted(self.problems):
            files[problem.file].append(problem)
        return files


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as columns of texts; an absent cell is an empty text.

    Attributes:
        file: Name of the file.
        columns: Texts by column, each of as many rows.
        lines: Line number of each row.
    """

    file: str
    columns: dict[str, list[str]]
    lines: list[int]

    def __len__(self) -> int:
        return len(self.lines)


def read_sheet(path: Path, required: frozenset[str], known: frozenset[str], complaints: Complaints) -> Sheet:
    """Reads a CSV or Parquet file and checks everything that does not depend on what its cells mean.

    Args:
        path: The file; `.parquet` says Parquet, all else is CSV.
        required: Columns that must be there.
        known: Columns that may be there.
        complaints: Where to note what is wrong; without columns to go on, the sheet is empty.

    Returns:
        The rows that have the right number of cells.
    """
    nothing = Sheet(path.name, {name: [] for name in known}, [])
    try:
        sheet = _parquet(path, complaints) if path.suffix == ".parquet" else _csv(path, complaints)
    except (OSError, pa.ArrowException) as error:
        complaints.add(path.name, 0, f"cannot be read: {error}")
        return nothing
    if sheet is None:
        return nothing
    missing = sorted(required - sheet.columns.keys())
    for name in missing:
        complaints.add(sheet.file, 1, f"column {name!r} is missing")
    for name in sheet.columns.keys() - known:
        complaints.add(sheet.file, 1, f"column {name!r} is not known; known are {', '.join(sorted(known))}")
    if missing:
        return nothing
    blank = [""] * len(sheet)
    sheet = Sheet(sheet.file, {name: sheet.columns.get(name, blank) for name in sorted(known)}, sheet.lines)
    _check_texts(sheet, complaints)
    return sheet


def _csv(path: Path, complaints: Complaints) -> Sheet | None:
    """Reads CSV in UTF-8, with or without a byte order mark."""
    text = _decoded(path.name, path.read_bytes(), complaints)
    if text is None:
        return None
    if not text.strip():
        complaints.add(path.name, 1, "the file is empty")
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for line, row in _numbered(reader):
            rows.append(row)
            lines.append(line)
    except csv.Error as error:
        complaints.add(path.name, reader.line_num, f"is not CSV: {error}")
    if not rows:
        return None
    return _columns(path.name, [name.strip() for name in rows[0]], rows[1:], lines, complaints)


def _decoded(file: str, stored: bytes, complaints: Complaints) -> str | None:
    """Decodes UTF-8, or notes every line that is not."""
    if stored[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        complaints.add(file, 1, "is UTF-16, not UTF-8; save the file as UTF-8")
        return None
    try:
        return stored.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError:
        for line, part in enumerate(stored.split(b"\n"), 1):
            try:
                part.decode()
            except UnicodeDecodeError as error:
                found = f"byte 0x{part[error.start]:02x} at {error.start + 1}"
                complaints.add(file, line, f"is not UTF-8 ({found}); save the file as UTF-8")
        return None


def _columns(
    file: str, header: list[str], rows: list[list[str]], lines: list[int], complaints: Complaints
) -> Sheet | None:
    """Turns rows into columns; rows with another number of cells than the header are noted and left out."""
    twice = sorted({name for name in header if header.count(name) > 1})
    for name in twice:
        complaints.add(file, lines[0], f"column {name!r} stands twice")
    if twice:
        return None
    width = len(header)
    for line, row in zip(lines[1:], rows, strict=True):
        if len(row) != width:
            complaints.add(file, line, f"has {len(row)} cells where the header has {width}")
    whole = [(line, row) for line, row in zip(lines[1:], rows, strict=True) if len(row) == width]
    cells = list(zip(*(row for _, row in whole), strict=True)) or [()] * width
    columns = {name: [cell.strip() for cell in column] for name, column in zip(header, cells, strict=True)}
    return Sheet(file, columns, [line for line, _ in whole])


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yields rows that are not blank with the line on which each starts."""
    start = 1
    for row in reader:
        if row:
            yield start, row
        start = reader.line_num + 1  # type: ignore[attr-defined] # csv's reader has no public type


def _parquet(path: Path, complaints: Complaints) -> Sheet | None:
    """Reads Parquet; times and numbers become the texts that CSV would hold, lists are joined with `;`."""
    table = pq.read_table(path)
    if len(set(table.column_names)) < len(table.column_names):
        complaints.add(path.name, 0, "a column stands twice")
        return None
    columns: dict[str, list[str]] = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            columns[name] = [_spelled(value).strip() for value in column.to_pylist()]
        except (UnicodeDecodeError, ValueError, OverflowError) as error:
            complaints.add(path.name, 0, f"column {name!r} holds what is no text or time: {error}")
            return None
    return Sheet(path.name, columns, list(range(1, table.num_rows + 1)))


def _spelled(value: object) -> str:
    """Writes a value of Parquet the way CSV would."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ";".join(map(_spelled, value))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _check_texts(sheet: Sheet, complaints: Complaints) -> None:
    """Notes cells that are too long or hold characters that no text should."""
    for name, cells in sheet.columns.items():
        if not any(cells):
            continue
        joined = "".join(cells)
        if not CONTROL.search(joined) and max(map(len, cells)) <= LONGEST:
            continue
        for line, cell in zip(sheet.lines, cells, strict=True):
            if len(cell) > LONGEST:
                complaints.add(sheet.file, line, f"{name} has {len(cell):,} characters; {LONGEST:,} are allowed")
            elif CONTROL.search(cell):
                complaints.add(sheet.file, line, f"{name} has a control character")
