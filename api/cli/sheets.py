"""Data on disk for people: JSON for programs, and CSV that no spreadsheet takes for a formula."""

import csv
import os
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import orjson

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet compute a cell, also in its full width."""


def harmless(text: str) -> str:
    """Returns a text that a spreadsheet shows as it is: one that would be computed gets an apostrophe before it.

    >>> harmless("=1+1"), harmless("＝1"), harmless("Ana")
    ("'=1+1", "'＝1", 'Ana')
    """
    begins = unicodedata.normalize("NFKC", text.lstrip(" \u00a0\u3000")[:1])
    return f"'{text}" if begins.startswith(TRIGGERS) or text.startswith(TRIGGERS) else text


def write_json(file: Path, value: Any) -> None:
    """Writes data for programs, for its owner alone."""
    with _private(file) as out:
        out.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z).decode() + "\n")


def write_csv(file: Path, rows: Iterable[dict[str, Any]], known: Sequence[str] = ()) -> None:
    """Writes a table, for its owner alone; lists are joined with semicolons, absent values are empty.

    Args:
        file: where to.
        rows: what.
        known: what stands at the head of a table without rows.
    """
    table = list(rows)
    columns = list(dict.fromkeys(name for row in table for name in row)) or known
    with _private(file) as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(name)) for name in columns] for row in table)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return harmless(";".join(_cell(each) for each in value))
        case str():
            return harmless(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case _:
            return str(value)


def _private(file: Path) -> TextIO:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(descriptor, "w", encoding="utf-8", newline="")
