"""What happens on screens, kept with consent alone, and the funnel that is made of it and of the ledger (R49, R50)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from .chance import Chance, new_id
from .errors import AccountClosed
from .model.funnel import FunnelDimension, FunnelStage, InterfaceEventKind, Reached, stages
from .model.ids import IdKind
from .model.people import EntryPoint, Segment, Status
from .model.transitions import EventKind
from .operations import digest, is_repeat, operation_id
from .queries import query
from .store import Row, Store, Transaction

RECORD = "recordInterfaceEvents"
SECONDS = 30
"""How long one look at what screens told, or at one slice of the ledger, may take."""
SLICE = timedelta(days=31)
"""As much of the ledger as is counted at once: some forty thousand invitations of the demo."""

MOST_ROWS = 6_000
"""Where the queries end."""


class TooManyGroups(Exception):
    """More groups than are counted at once."""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """Something that happened on somebody's screen."""

    kind: InterfaceEventKind
    entry_point: EntryPoint
    about: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One group of people and how far they came; None where it is not split by that."""

    entry_point: EntryPoint | None
    segment: Segment | None
    month: str | None
    stages: tuple[Reached, ...]


async def record(
    store: Store, *, me: str, seen: Sequence[OnScreen], key: str | None, now: datetime, chance: Chance
) -> int:
    """Keeps what happened on somebody's screen and returns how much, exactly once for each idempotency key.

    Raises:
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    operation, event_id = operation_id(me, RECORD, key, chance), new_id(IdKind.EVENT, chance)
    asked = digest(*(f"{each.kind} {each.entry_point} {each.about} {each.at.isoformat()}" for each in seen))
    rows = [
        {
            "id": new_id(IdKind.INTERFACE_EVENT, chance),
            "kind": each.kind,
            "entryPoint": each.entry_point,
            "about": each.about,
            "at": each.at,
        }
        for each in seen
    ]

    async def work(transaction: Transaction) -> int:
        locked = await transaction.run(query("notifications/lock_marks"), me=me, operation=operation)
        if not locked or locked[0]["status"] != Status.ACTIVE:
            raise AccountClosed
        if not is_repeat(locked[0], asked):
            event = {"id": event_id, "kind": EventKind.INTERFACE_RECORDED, "operation": operation, "digest": asked}
            await transaction.run(query("interface/record"), me=me, now=now, seen=rows, event=event)
        return len(rows)

    return await store.act(work)


async def funnel(store: Store, *, since: datetime, until: datetime, by: frozenset[FunnelDimension]) -> list[FunnelRow]:
    """Returns how far people came in a period, one row for each group that did anything.

    Invitations are looked up one by one, so the ledger is read a slice at a time and no look outgrows its time. What
    screens told is read at once: somebody seen in two slices is one.

    Raises:
        TooManyGroups: a query has more rows than it gives.
    """
    patient = store.patient(SECONDS)
    split = {
        "byEntryPoint": FunnelDimension.ENTRY_POINT in by,
        "bySegment": FunnelDimension.SEGMENT in by,
        "byMonth": FunnelDimension.MONTH in by,
    }
    slices = [(query("analysis/funnel_on_screen"), since, until)]
    while since < until:
        end = min(since + SLICE, until)
        slices.append((query("analysis/funnel"), since, end))
        since = end
    rows: list[Row] = []
    for asked, start, end in slices:
        found = await patient.read(asked, **{"from": start, "to": end}, **split)
        if len(found) >= MOST_ROWS:  # cut off by the query, so that its counts would be too low
            raise TooManyGroups
        rows += found
    counted: dict[tuple[str, str, str], Counter[FunnelStage]] = {}
    for row in sorted(rows, key=itemgetter("entryPoint", "segment", "month")):
        group = counted.setdefault((row["entryPoint"], row["segment"], row["month"]), Counter())
        group[FunnelStage(row["stage"])] += row["reached"]
    return [
        FunnelRow(
            EntryPoint(entry_point) if entry_point else None,
            Segment(segment) if segment else None,
            month or None,
            tuple(stages(counts)),
        )
        for (entry_point, segment, month), counts in counted.items()
    ]
