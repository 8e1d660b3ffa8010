"""Measures of work: how clients take each form of it, and how many jobs are filled or could be (R39, R41)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .model.teams import TeamForm
from .queries import query
from .store import Row, Store

EVERYBODY = ""
"""What all clients together are counted under."""
SECONDS = 30
"""How long a look at the whole marketplace, or at one slice of jobs, may take."""
SLICE = 5
"""Jobs looked at by one query."""


@dataclass(frozen=True, slots=True)
class Appetite:
    """How one form of work is taken; ``form`` is None for single freelancers."""

    form: TeamForm | None
    offered: int = 0
    opened: int = 0
    accepted: int = 0
    declined: int = 0
    hired: int = 0
    """Jobs given away so."""


@dataclass(frozen=True, slots=True)
class FillRate:
    """How many jobs of a period are filled and could be."""

    jobs: int
    by_single: int
    by_team: int
    unfilled: int
    judged: int
    """Unfilled jobs that were looked at, at random where that is not all of them."""
    fillable: Counter[str]
    """Of these, by whom they could be filled: ``SINGLE``, ``ONE_HOP``, ``TWO_HOP`` or ``NOBODY``."""


async def appetites(
    store: Store, *, everybody: bool = False, clients: Sequence[str] = (), jobs: Sequence[str] = ()
) -> dict[str, list[Appetite]]:
    """Returns how each form is taken by all clients together, by some of them and for some jobs, by id."""
    rows = await store.patient(SECONDS).read(
        query("analysis/appetite"), all=everybody, clients=list(clients), jobs=list(jobs)
    )
    counted = {(row["of"], row["form"]): row for row in rows}
    asked = [*([EVERYBODY] if everybody else []), *clients, *jobs]
    return {of: [_appetite(form, counted.get((of, form or ""))) for form in (None, *TeamForm)] for of in asked}


def _appetite(form: TeamForm | None, row: Row | None) -> Appetite:
    if row is None:
        return Appetite(form)
    return Appetite(form, row["offered"], row["opened"], row["accepted"], row["declined"], row["hired"])


async def fill_rate(store: Store, *, since: datetime, until: datetime, sample: int) -> FillRate:
    """Returns how many of the jobs posted in a period are filled, and by whom the others could be.

    Args:
        store: the database.
        since: the start of the period.
        until: its end, not included.
        sample: how many unfilled jobs are looked at.
    """
    patient = store.patient(SECONDS)
    (row,) = await patient.read(query("analysis/filled"), **{"from": since, "to": until}, sample=sample)
    sampled: list[str] = row["sampled"]
    fillable = Counter[str]()
    for start in range(0, len(sampled), SLICE):
        judged = await patient.read(query("analysis/fillable"), jobs=sampled[start : start + SLICE])
        fillable.update(each["by"] for each in judged)
    return FillRate(row["jobs"], row["bySingle"], row["byTeam"], row["unfilledCount"], fillable.total(), fillable)
