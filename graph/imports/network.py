"""Reads people and connections, and checks that they make a network."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from confrere.graph.marketplace.arrays import Index
from confrere.graph.marketplace.network import Pairs

from .cells import Complaints, Sheet, read_sheet
from .people import COLUMNS, Person, read_people
from .values import BadValue, Known, moment

ENDS = frozenset({"a", "b"})


@dataclass(frozen=True, slots=True)
class Network:
    """People in the order of their ids, and who is connected.

    Attributes:
        people: The people.
        pairs: Rows of people, lower first.
        since: Seconds since 1970 of each connection, -1 when it was not said, shape (pairs,).
    """

    people: list[Person]
    pairs: Pairs
    since: Index

    def __len__(self) -> int:
        return len(self.people)


def read_network(people_path: Path, connections_path: Path, *, now: datetime | None = None) -> Network:
    """Reads a network from two files, all or nothing.

    Args:
        people_path: CSV or Parquet with `id` and `first_name`, and whatever else `people.COLUMNS` names.
        connections_path: CSV or Parquet with `a`, `b` and perhaps `since`.
        now: What dates may not be after; the present when not given.

    Returns:
        The network.

    Raises:
        BadFiles: Something is wrong; it says what, and where.
    """
    now = now or datetime.now(UTC)
    complaints, known = Complaints(), Known()
    sheet = read_sheet(people_path, frozenset({"id", "first_name"}), COLUMNS, complaints)
    is_whole = not complaints.count
    people = read_people(sheet, known, now, complaints)
    if not len(sheet) and is_whole:
        complaints.add(people_path.name, 1, "there are no people")
        is_whole = False
    links = read_sheet(connections_path, ENDS, ENDS | {"since"}, complaints)
    if not is_whole:
        complaints.settle()  # who could not be read would be missed on every line of the connections
    keys = dict.fromkeys(sheet.columns["id"], 0)
    keys.update((person.key, row) for row, person in enumerate(people))
    pairs, since = _read_pairs(links, keys, now, complaints)
    complaints.settle()
    return Network(people, pairs, since)


def _read_pairs(sheet: Sheet, keys: dict[str, int], now: datetime, complaints: Complaints) -> tuple[Pairs, Index]:
    """Reads the connections: no loop, no repeat in either direction, both ends known, no impossible date."""
    one, other = sheet.columns["a"], sheet.columns["b"]
    first = np.array([keys.get(key, -1) for key in one], np.int64)
    second = np.array([keys.get(key, -1) for key in other], np.int64)
    for cells, found, name in ((one, first, "a"), (other, second, "b")):
        for at in np.flatnonzero(found < 0).tolist():
            what = (
                f"{name} {cells[at]!r} is not the id of anybody in the file of people"
                if cells[at]
                else f"{name} is empty"
            )
            complaints.add(sheet.file, sheet.lines[at], what)
    known = (first >= 0) & (second >= 0)
    for at in [at for at in np.flatnonzero(known & (first == second)).tolist() if one[at] == other[at]]:
        complaints.add(sheet.file, sheet.lines[at], f"connects {one[at]!r} with themselves")
    low, high = np.minimum(first, second), np.maximum(first, second)
    key = low * len(keys) + high
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1]) + 1
    for at, before in zip(order[again].tolist(), order[again - 1].tolist(), strict=True):
        if known[at] and first[at] != second[at]:
            complaints.add(
                sheet.file,
                sheet.lines[at],
                f"repeats the connection of line {sheet.lines[before]} ({one[at]!r}, {other[at]!r})",
            )
    since = _read_since(sheet, now, complaints)
    return Pairs(low[order].astype(np.int32), high[order].astype(np.int32)), since[order]


def _read_since(sheet: Sheet, now: datetime, complaints: Complaints) -> Index:
    """Reads the dates, each text once."""
    texts = sheet.columns["since"]
    read: dict[str, int] = {"": -1}
    wrong: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        try:
            read[text] = moment("since", text, now) if text else -1
        except BadValue as problem:
            read[text], wrong[text] = -1, str(problem)
    if wrong:
        for line, text in zip(sheet.lines, texts, strict=True):
            if text in wrong:
                complaints.add(sheet.file, line, wrong[text])
    return np.array([read[text] for text in texts], np.int64)
