"""Reads the file of people."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

import numpy as np

from confrere.graph.marketplace.identifiers import spelled
from confrere.graph.model.directions import unturned
from confrere.graph.names import email_key, folded, spaced

from . import values
from .cells import Complaints, Sheet
from .values import BadValue, Known

COLUMNS: Final = frozenset(
    {
        "id",
        "handle",
        "first_name",
        "last_name",
        "email",
        "headline",
        "city",
        "country",
        "skills",
        "visibility",
        "joined_at",
        "hourly_rate",
        "currency",
    }
)
"""What the file of people may hold; `id` and `first_name` it must."""

LONGEST_KEY: Final = 200

NO_RATE: Final[tuple[int | None, str | None]] = (None, None)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to import.

    Attributes:
        key: The caller's own key.
        id: The product's id, made from the key.
        handle: Unique.
        first: First name.
        last: Last name, may be empty.
        email: As given, absent when unknown.
        headline: A line about them.
        city: Row of the city in `Known.cities`.
        skills: Level by skill.
        private: Whether the profile is private.
        joined: Seconds since 1970, absent when unknown.
        rate: Minor units an hour.
        currency: ISO 4217 code.
    """

    key: str
    id: str
    handle: str
    first: str
    last: str
    email: str | None
    headline: str
    city: int | None
    skills: dict[str, int]
    private: bool
    joined: int | None
    rate: int | None
    currency: str | None


def freelancer_ids(keys: Iterable[str]) -> list[str]:
    """Makes the ids of people from the caller's keys: 80 bits of SHA-256, so the same key is always the same person.

    >>> freelancer_ids(["42"])
    ['FL_ed3nsd0aat78va50']
    """
    digests = [hashlib.sha256(key.encode(errors="surrogatepass")).digest() for key in keys]
    halves = np.array([(int.from_bytes(each[:5]), int.from_bytes(each[5:10])) for each in digests], np.int64).reshape(
        -1, 2
    )
    return [row.tobytes().decode() for row in spelled("FL_", halves[:, 0], halves[:, 1])]


def read_people(sheet: Sheet, known: Known, now: datetime, complaints: Complaints) -> list[Person]:
    """Reads people in the order of their ids.

    Args:
        sheet: The file.
        known: Cities, skills and currencies.
        now: What dates may not be after.
        complaints: Where to note what is wrong.

    Returns:
        The people; rows without a usable key, or with one already used, are left out.
    """
    columns = sheet.columns
    _unique(sheet, columns["id"], "id", complaints)
    _unique(sheet, columns["handle"], "handle", complaints)
    _unique(sheet, [email_key(cell) for cell in columns["email"]], "email", complaints)
    ids = freelancer_ids(columns["id"])
    owner: dict[str, str] = {}
    for line, key, own in zip(sheet.lines, columns["id"], ids, strict=True):
        if owner.setdefault(own, key) != key:
            complaints.add(sheet.file, line, f"id {key!r} gives the same internal id as {owner[own]!r}; rename one")
    handles = _handles(columns["handle"], columns["first_name"], columns["last_name"])
    people: dict[str, Person] = {}
    for at, line in enumerate(sheet.lines):
        row = {name: cells[at] for name, cells in columns.items()}
        person = _person(row, ids[at], handles[at], known, now, partial(complaints.add, sheet.file, line))
        people.setdefault(person.id, person)
    return [people[own] for own in sorted(people)]


def _person(
    row: dict[str, str], own: str, handle: str, known: Known, now: datetime, complain: Callable[[str], None]
) -> Person:
    """Reads one row and complains about each of its cells that means nothing."""

    def tried(read: Callable[[], T], otherwise: T) -> T:
        """Reads a cell."""
        try:
            return read()
        except BadValue as problem:
            complain(str(problem))
            return otherwise

    if not row["id"] or len(row["id"]) > LONGEST_KEY:
        complain("id is empty" if not row["id"] else f"id is longer than {LONGEST_KEY} characters")
    first = spaced(unturned(row["first_name"]))
    if not first:
        complain("first_name is empty")
    if row["handle"]:
        tried(lambda: values.handle(row["handle"]), "")
    rate, currency = tried(lambda: known.rate(row["hourly_rate"], row["currency"]), NO_RATE)
    return Person(
        key=row["id"],
        id=own,
        handle=handle,
        first=first,
        last=spaced(unturned(row["last_name"])),
        email=tried(lambda: values.email(row["email"]), None) if row["email"] else None,
        headline=unturned(row["headline"]),
        city=tried(lambda: known.city(row["city"], row["country"]), None),
        skills=tried(lambda: known.skills(row["skills"]), {}),
        private=tried(lambda: values.visibility(row["visibility"]), False),
        joined=tried(lambda: values.moment("joined_at", row["joined_at"], now), None) if row["joined_at"] else None,
        rate=rate,
        currency=currency,
    )


def _unique(sheet: Sheet, cells: list[str], name: str, complaints: Complaints) -> None:
    """Notes every row whose cell stood in an earlier one."""
    first: dict[str, int] = {}
    for line, cell in zip(sheet.lines, cells, strict=True):
        if cell and first.setdefault(cell, line) != line:
            complaints.add(sheet.file, line, f"{name} {cell!r} stands in line {first[cell]} already")


def _handles(given: list[str], first: list[str], last: list[str]) -> list[str]:
    """Keeps the handles given and makes the others from names, with a number from the second of a kind on."""
    taken = {handle for handle in given if handle}
    count: dict[str, int] = {}
    made: list[str] = []
    for handle, one, other in zip(given, first, last, strict=True):
        if handle:
            made.append(handle)
            continue
        stem = "-".join(re.findall("[a-z0-9]+", folded(f"{one} {other}")))[:60].strip("-") or "freelancer"
        candidate = stem
        while candidate in taken:
            count[stem] = count.get(stem, 1) + 1
            candidate = f"{stem}-{count[stem]}"
        taken.add(candidate)
        made.append(candidate)
    return made
