"""What happens on screens, kept with consent alone, and the funnel that is made of it and of the ledger (R49, R50)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed
from .model.funnel import FunnelDimension, FunnelStage, InterfaceEventKind, Reached, stages
from .model.ids import IdKind
from .model.people import EntryPoint, Segment, Status
from .model.transitions import EventKind
from .operations import digest, is_repeat, operation_id
from .queries import query
from .store import Store, Transaction

RECORD = "recordInterfaceEvents"


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
    """Returns how far people came in a period, one row for each group that did anything."""
    rows = await store.read(
        query("analysis/funnel"),
        **{"from": since, "to": until},
        byEntryPoint=FunnelDimension.ENTRY_POINT in by,
        bySegment=FunnelDimension.SEGMENT in by,
        byMonth=FunnelDimension.MONTH in by,
    )
    counted: dict[tuple[str, str, str], dict[FunnelStage, int]] = {}
    for row in rows:
        group = counted.setdefault((row["entryPoint"], row["segment"], row["month"]), {})
        group[FunnelStage(row["stage"])] = row["reached"]
    return [
        FunnelRow(
            EntryPoint(entry_point) if entry_point else None,
            Segment(segment) if segment else None,
            month or None,
            tuple(stages(counts)),
        )
        for (entry_point, segment, month), counts in counted.items()
    ]
