"""The doctor: what must hold of every graph, as query files under ``cypher/doctor/``, each with what it finds.

A check of people or events is asked for a few thousand people at a time, so that no question outgrows the memory of a
transaction. Most files count and give examples; those in ``JUDGES`` return what the product's own rules judge.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .model.money import rate_key
from .model.rules import Rules
from .model.transitions import EventKind
from .names import written_names
from .people import ranges_of_all
from .progress import Progress
from .queries import Query, catalogue, folder
from .store import Row, Store

FOLDER = "doctor/"
SLICE = 4_000
"""People looked at in one question; they have some eighty thousand events in the demo."""
SCHEMA = ("constraints", "indexes", "migrations_missing")
"""Checks that end the examination where they find something."""
EXAMPLES = 5
SECONDS = 120
"""How long one question may take, instead of the guard for everyday queries."""
FREELANCERS = "FL_"
"""Before every id of a freelancer, and after those of clients, whose events are many."""

_REPAIR = re.compile(r"^// Repair: (.+)$", re.MULTILINE)
_MADE = re.compile(r"^CREATE\s(?:\w+\s)?(CONSTRAINT|INDEX)\s(\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold.

    Attributes:
        query: the file that finds what breaks it.
        repair: what to do about it.
    """

    query: Query
    repair: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.query.name.removeprefix(FOLDER)

    @property
    def group(self) -> str:
        """What it looks at, which is how the name of its file begins."""
        return self.name.partition("_")[0]

    @property
    def finds(self) -> str:
        """What it finds."""
        return self.query.answers


@dataclass(slots=True)
class Finding:
    """What a check found; nothing is what it should find."""

    check: Check
    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, count: int, examples: Iterable[str]) -> None:
        """Adds what another part of the graph has."""
        self.count += count
        self.examples = sorted({*self.examples, *examples})[:EXAMPLES]


def checks() -> list[Check]:
    """Returns every check, by name."""
    return [Check(each, _REPAIR.findall(each.text)[0]) for name, each in catalogue().items() if name.startswith(FOLDER)]


async def examine(
    store: Store, *, rules: Rules, now: datetime, progress: Progress, which: Sequence[Check] | None = None
) -> list[Finding]:
    """Runs every check over the whole graph, reading only.

    Args:
        store: the database.
        rules: the limits in force.
        now: the present moment, for invitations that run out.
        progress: told how far it is.
        which: the checks to run; all when not given.

    Returns:
        One finding for each check, healthy ones included.
    """
    patient = store.patient(SECONDS)
    people = [piece async for piece in ranges_of_all(patient, SLICE, first=FREELANCERS)]
    slices = [{"from": "", "to": FREELANCERS}, *people]
    all_checks = checks() if which is None else which
    parts, begun = Counter[str](), dict[str, int]()
    for each in all_checks:
        parts[each.group] += len(slices) if "from" in each.query.parameters else 1
    done = 0
    findings: list[Finding] = []
    for check in all_checks:
        finding = Finding(check)
        begun.setdefault(check.group, done)
        for piece in slices if "from" in check.query.parameters else [{}]:
            progress(f"Examining {check.group}", done - begun[check.group], parts[check.group])
            given = _facts(rules, now) | piece
            wanted = {name: given[name] for name in check.query.parameters}
            rows = await patient.read(check.query, **wanted)
            finding.add(*JUDGES.get(check.name, _counted)(rows))
            done += 1
        findings.append(finding)
        if finding.count and check.name in SCHEMA:
            break  # the other checks start from these indexes, and would fail or last for hours
        if begun[check.group] + parts[check.group] == done:
            progress(f"Examining {check.group}", parts[check.group], parts[check.group])
    return findings


def _facts(rules: Rules, now: datetime) -> Row:
    return {
        "now": now,
        "maxConnections": rules.max_connections,
        "outstanding": rules.invitations_outstanding,
        "kinds": [kind.value for kind in EventKind],
        "migrations": [name[1:5] for name, _ in _migrations()],
    }


def _migrations() -> Iterator[tuple[str, str]]:
    """Yields every migration of this version: its file name and its text."""
    for file in (folder() / "schema").iterdir():
        if file.name.endswith(".cypher"):
            yield file.name, file.read_text("utf-8")


def _made(what: str) -> set[str]:
    """Returns the names of all constraints or indexes that the migrations make."""
    return {name for _, text in _migrations() for kind, name in _MADE.findall(text) if kind == what}


def _counted(rows: list[Row]) -> tuple[int, list[str]]:
    return rows[0]["count"], rows[0]["examples"]


def _misnamed(rows: list[Row]) -> tuple[int, list[str]]:
    wrong = [
        row["id"]
        for row in rows
        if _named(row) != (row["shown"], row["searched"], row["nameKey"], row["initialKey"], row["rateKey"])
    ]
    return len(wrong), wrong


def _named(row: Row) -> tuple[str | None, ...]:
    """Makes of a person's name and rate what should stand on them."""
    written = written_names(row["first"], row["last"], row["id"])
    return (*written.values(), f"{rate_key(row['rate'], row['currency'])}\t{written['nameKey']}")


def _without_constraints(rows: list[Row]) -> tuple[int, list[str]]:
    missing = _made("CONSTRAINT") - {row["name"] for row in rows}
    return len(missing), sorted(missing)


def _without_indexes(rows: list[Row]) -> tuple[int, list[str]]:
    missing = _made("INDEX") - {row["name"] for row in rows if row["state"] == "ONLINE"}
    return len(missing), sorted(missing)


JUDGES: dict[str, Callable[[list[Row]], tuple[int, list[str]]]] = {
    "constraints": _without_constraints,
    "indexes": _without_indexes,
    "names": _misnamed,
}
"""Checks whose rows are judged here, because the rule they hold stands in Python."""
