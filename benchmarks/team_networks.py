"""Networks to form teams in: the demo marketplace's files, or people and connections in two files of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from pyarrow import csv

from confrere.graph.model.money import to_usd_minor
from confrere.graph.model.ties import strength
from confrere.recommendations.teams.problem import Person, Ties, tie_length
from confrere.recommendations.teams.windows import Window

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Everybody and their ties, by row.

    Attributes:
        people: Everybody, with all their skills.
        start: Where each person's ties begin in ``other`` and ``length``.
        other: Who is at the other end.
        length: How far.
    """

    people: Sequence[Person]
    start: Rows
    other: Rows
    length: Rows

    def degree(self, who: int) -> int:
        """How many connections somebody has."""
        return int(self.start[who + 1] - self.start[who])

    def neighbours(self, who: int) -> Rows:
        """Whom somebody is connected with."""
        return self.other[self.start[who] : self.start[who + 1]]

    def around(self, who: int, radius: int) -> Rows:
        """Everybody within so many connections, the person first."""
        near = self.neighbours(who)
        wide = [near, *(self.neighbours(each) for each in near.tolist())] if radius > 1 else [near]
        found = np.unique(np.concatenate(wide))
        return np.concatenate([[who], found[found != who]])

    def ties(self, rows: Rows) -> Ties:
        """The ties among some people, by their place in ``rows``."""
        place = np.full(len(self.people), -1, np.int64)
        place[rows] = np.arange(len(rows))
        counts = self.start[rows + 1] - self.start[rows]
        each = np.repeat(self.start[rows] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        at = each + np.arange(int(counts.sum()))
        one, other = np.repeat(np.arange(len(rows)), counts), place[self.other[at]]
        kept = (other >= 0) & (one < other)
        return Ties(*(column[kept].astype(np.int32) for column in (one, other, self.length[at])))


def workday(zone: str, day: date) -> Window:
    """Nine to five in a time zone on one day, in UTC."""
    start = datetime.combine(day, time(9), ZoneInfo(zone)).astimezone(UTC)
    return Window(start.hour * 60 + start.minute, 480)


def read_demo(folder: Path, now: datetime) -> Network:
    """Reads the files that ``graph.marketplace.generate`` wrote."""
    facts = _table(folder / "freelancers.csv")
    skills: list[dict[str, int]] = [{} for _ in facts["id"]]
    names = _table(folder / "skills.csv")["id"]
    has = _table(folder / "has_skill.csv")
    for who, skill, level in zip(
        *(has[each] for each in (":START_ID(Freelancer)", ":END_ID(Skill)", "level:int")), strict=True
    ):
        skills[who][names[skill]] = level
    windows = {zone: workday(zone, now.date()) for zone in set(facts["timeZone"])}
    columns = (
        facts[each]
        for each in ("id", "hourlyRate:int", "currency", "weeklyHours:float", "timeZone", "visibility", "status")
    )
    people = [
        Person(
            id=who,
            skills=skills[at],
            rate=Decimal(to_usd_minor(rate, currency)) / 100,
            hours=Decimal(str(hours)),
            window=windows[zone],
            is_private=visibility == "PRIVATE",
            is_active=status == "ACTIVE",
        )
        for at, (who, rate, currency, hours, zone, visibility, status) in enumerate(zip(*columns, strict=True))
    ]
    ties = _table(folder / "connected_to.csv")
    jobs = ties.get("jobsTogether:int", [0] * len(ties["pair"]))
    last = ties.get("lastJobAt:datetime", [None] * len(ties["pair"]))
    lengths = [
        tie_length(strength(since=since, jobs=count or 0, last_job_at=at, messages=0, now=now))
        for since, count, at in zip(ties["since:datetime"], jobs, last, strict=True)
    ]
    return network_of(people, ties[":START_ID(Freelancer)"], ties[":END_ID(Freelancer)"], lengths)


def read_files(people_file: Path, connections_file: Path, now: datetime) -> Network:
    """Reads two files in the form that ``confrere import`` takes; what is missing is left out."""
    facts = _table(people_file)
    count = len(facts["id"])
    zones = facts.get("timeZone", [None] * count)
    windows = {zone: workday(zone, now.date()) for zone in set(zones) if zone}
    people = []
    for at, who in enumerate(facts["id"]):
        words = str(facts.get("skills", [""] * count)[at] or "").split(";")
        held = (word.partition(":") for word in words if word)
        rate = facts.get("hourlyRate", [None] * count)[at]
        hours = facts.get("weeklyHours", [None] * count)[at]
        people.append(
            Person(
                id=str(who),
                skills={name: int(level or 3) for name, _, level in held},
                rate=None if rate is None else Decimal(str(rate)),
                hours=Decimal(str(hours)) if hours else Decimal(30),
                window=windows.get(zones[at]),
                is_private=facts.get("visibility", [""] * count)[at] == "PRIVATE",
            )
        )
    row = {person.id: at for at, person in enumerate(people)}
    ties = _table(connections_file)
    first, second, *_ = ties.values()
    strengths = ties.get("strength", [0.5] * len(first))
    pairs = [
        (row[str(a)], row[str(b)], tie_length(float(s)))
        for a, b, s in zip(first, second, strengths, strict=True)
        if str(a) in row and str(b) in row
    ]
    return network_of(people, *(list(column) for column in zip(*pairs, strict=True)))


def network_of(people: Sequence[Person], low: Sequence[int], high: Sequence[int], length: Sequence[int]) -> Network:
    """Puts ties in order of both their ends."""
    one, other = np.array(low), np.array(high)
    ends, targets, lengths = np.concatenate([one, other]), np.concatenate([other, one]), np.tile(np.array(length), 2)
    order = np.argsort(ends, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(people)))])
    return Network(people, start, targets[order], lengths[order])


def _table(file: Path) -> dict[str, list[Any]]:
    table = csv.read_csv(file)
    return {name: table.column(name).to_pylist() for name in table.column_names}
