"""Erasing a person (R53): nobody sees them from the first moment, and a hub goes in batches.

The tombstone is written before anything is touched. One act locks and marks the person; every other act
re-checks that mark under its own lock, so nothing new can be attached. An erasure that was cut off is finished by
running it again.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from .chance import Chance, new_id
from .model.ids import IdKind
from .model.rules import SLATE_DAYS
from .people import ids_of_all
from .progress import Progress
from .queries import Query, query
from .store import Store, Transaction
from .teams import end_teams, lock_teams
from .tombstones import Tombstones

BATCH = 5_000
CONNECTIONS_AT_ONCE = 500
"""Each takes a list of up to 500 ids from whoever was connected, and a transaction holds what it takes away."""
MESSAGES_AT_ONCE = 50
"""Each may have a hundred thousand characters."""
SECONDS = 60
"""How long one batch may take."""


@dataclass(slots=True)
class Receipt:
    """What an erasure did; it names nobody."""

    id: str
    at: datetime
    properties: int = 0
    """Properties that the account had."""
    relationships: Counter[str] = field(default_factory=Counter)
    """Relationships deleted, by type."""
    entries: int = 0
    """Entries of streams, one's own and of others, that are gone or no longer name the person."""
    messages: int = 0
    """Messages that have lost their words and their sender."""
    events: int = 0
    """Events that no longer name the person."""


async def erase(
    store: Store, person: str, *, tombstones: Tombstones, now: datetime, chance: Chance, progress: Progress
) -> Receipt:
    """Erases somebody, or finishes an erasure that was cut off.

    Args:
        store: the database.
        person: whom, by id.
        tombstones: where it is written that the person is erased.
        now: the present moment.
        chance: draws ids that lead nowhere.
        progress: told after each batch.
    """
    patient = store.patient(SECONDS)
    written = tombstones.add(person, receipt=new_id(IdKind.RECEIPT, chance), at=now)
    receipt = Receipt(written.receipt, datetime.fromisoformat(written.at))

    async def begin(transaction: Transaction) -> int:
        rows = await transaction.run(query("rights/begin_erasure"), person=person)
        receipt.relationships["HAS_RECORD"] += rows[0]["records"] if rows else 0
        return rows[0]["properties"] if rows else 0

    receipt.properties = await patient.act(begin)
    await _end_teams(patient, person, now)
    while forgotten := await _batch(patient, query("rights/erase_stream"), person, BATCH):
        receipt.entries += forgotten
        progress("Erasing", receipt.entries, 0)
    while screens := await _batch(patient, query("rights/erase_screens"), person, BATCH):
        progress("Erasing", receipt.entries + screens, 0)
    while emptied := await _batch(patient, query("rights/erase_messages"), person, MESSAGES_AT_ONCE):
        receipt.messages += emptied
        progress("Erasing", receipt.entries + receipt.messages, 0)
    while await _unlink_talks(patient, person, chance):
        progress("Erasing", receipt.entries + receipt.messages, 0)
    while deleted := await _delete_batch(patient, person):
        receipt.relationships.update(deleted)
        progress("Erasing", receipt.relationships.total() + receipt.events, 0)
    while unlinked := await _unlink_batch(patient, person, chance):
        receipt.events += unlinked
        progress("Erasing", receipt.relationships.total() + receipt.events, 0)
    await _leave_slates(patient, person, now, progress)
    event = {"id": new_id(IdKind.EVENT, chance), "a": new_id(IdKind.ERASED, chance)}
    unlinkable = new_id(IdKind.ERASED, chance)

    async def finish(transaction: Transaction) -> None:
        await transaction.run(
            query("rights/finish_erasure"), person=person, unlinkable=unlinkable, now=now, event=event
        )

    await patient.act(finish)
    return receipt


async def unfinished(store: Store) -> list[str]:
    """Returns whose erasure was cut off."""
    return [row["id"] for row in await store.patient(SECONDS).read(query("rights/unfinished_erasures"))]


async def come_back(store: Store, tombstones: Tombstones) -> list[str]:
    """Returns the people in the database who were erased before, as after a restore from an older dump."""
    found: list[str] = []
    if not any(True for _ in tombstones.all()):
        return found
    async for ids in ids_of_all(store.patient(SECONDS)):
        found += tombstones.recognised(ids)
    return found


async def _end_teams(store: Store, person: str, now: datetime) -> None:
    """Ends the teams that the person led; from those they were a member of they are missing."""
    for row in await store.read(query("teams/led"), person=person):

        async def work(transaction: Transaction, team: str = row["team"]) -> None:
            await lock_teams(transaction, [person], team=team)
            await end_teams(transaction, {team: ()}, now=now)

        await store.act(work)


async def _leave_slates(store: Store, person: str, now: datetime, progress: Progress) -> None:
    """Takes the person out of what was suggested to others, a day at a time for as long as slates are kept."""
    # Older ones are there until somebody asks for suggestions, and later ones of processes that have not heard of it.
    first, last = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
    days = [first, *(now - timedelta(days=day) for day in reversed(range(SLATE_DAYS))), last]
    for done, (start, end) in enumerate(pairwise(days), start=1):

        async def work(transaction: Transaction, start: datetime = start, end: datetime = end) -> int:
            rows = await transaction.run(query("rights/erase_slates"), person=person, **{"from": start, "to": end})
            return int(rows[0]["count"])

        if await store.act(work):
            progress("Erasing what was suggested", done, len(days) - 1)


async def _batch(store: Store, what: Query, person: str, limit: int) -> int:
    """Erases some of one kind of what is kept of somebody, and returns how much."""

    async def work(transaction: Transaction) -> int:
        rows = await transaction.run(what, person=person, limit=limit)
        return int(rows[0]["count"])

    return await store.act(work)


async def _unlink_talks(store: Store, person: str, chance: Chance) -> int:
    (row,) = await store.read(query("rights/talks"), person=person, limit=BATCH)
    talks = [{"id": each, "unlinkable": new_id(IdKind.ERASED, chance)} for each in row["conversations"]]
    if not talks:
        return 0

    async def work(transaction: Transaction) -> int:
        rows = await transaction.run(query("rights/unlink_talks"), talks=talks)
        return int(rows[0]["count"])

    return await store.act(work)


async def _delete_batch(store: Store, person: str) -> dict[str, int]:
    async def work(transaction: Transaction) -> dict[str, int]:
        rows = await transaction.run(query("rights/erase_relationships"), person=person, limit=CONNECTIONS_AT_ONCE)
        return {row["kind"]: row["count"] for row in rows}

    return await store.act(work)


async def _unlink_batch(store: Store, person: str, chance: Chance) -> int:
    (row,) = await store.read(query("rights/linked_events"), person=person, limit=BATCH)
    events = [{"id": each, "unlinkable": new_id(IdKind.ERASED, chance)} for each in row["events"]]
    if not events:
        return 0

    async def work(transaction: Transaction) -> int:
        rows = await transaction.run(query("rights/unlink_events"), person=person, events=events)
        return int(rows[0]["count"])

    return await store.act(work)
