"""Everybody's own stream of news: what was told and what was taken back, numbered in the order in which it happened.

Entries are written in the transaction of the act they tell of, for people whom that act has locked; the number comes
from the receiver, so it counts only what that person may know.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed, NotFound
from .locking import require_locked
from .model.ids import IdKind, kind_of
from .model.notifications import NotificationKind
from .model.people import Status
from .model.transitions import EventKind
from .operations import digest, is_repeat, operation_id
from .queries import query
from .store import Row, Store, Transaction

LAST_PLACE = 2**53
"""Beyond every place of a stream."""

MARK = "markRead"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that one person is to hear."""

    id: str
    to: str
    kind: NotificationKind
    about: str
    """The other person."""
    invitation: str | None = None
    """The invitation that waits, as long as the entry is about one."""
    message: str | None = None
    """The message, where the entry is about one."""
    conversation: str | None = None
    number: int | None = None
    """Its place in the conversation."""
    team: str | None = None
    job: str | None = None
    """What it is about, where that is a team and its job."""


_grown: ContextVar[set[str] | None] = ContextVar("grown", default=None)


@contextmanager
def growing() -> Iterator[set[str]]:
    """Collects whose streams the acts run inside have written into, whether or not they came through."""
    people: set[str] = set()
    token = _grown.set(people)
    try:
        yield people
    finally:
        _grown.reset(token)


def _note(people: Iterable[str]) -> None:
    grown = _grown.get()
    if grown is not None:
        grown.update(people)


async def tell(transaction: Transaction, entries: Sequence[Entry], *, now: datetime) -> None:
    """Tells locked people something each, at most one thing for each person."""
    await transaction.run(query("notifications/tell"), entries=[asdict(each) for each in entries], now=now)
    _note(each.to for each in entries)


async def retract(transaction: Transaction, invitations: Sequence[str]) -> None:
    """Takes back what locked people heard of these invitations, at most one for each person."""
    (row,) = await transaction.run(query("notifications/retract"), invitations=list(invitations))
    _note(row["readers"])


async def retract_question(transaction: Transaction, people: Sequence[str], *, team: str) -> None:
    """Takes back what locked people heard of being asked into a team."""
    (row,) = await transaction.run(query("teams/retract"), people=list(people), team=team)
    _note(row["readers"])


async def lock_waiting(transaction: Transaction, person: str, *, now: datetime) -> list[str]:
    """Locks somebody and all for whom their invitations wait, in the order of ids, and returns those invitations.

    Raises:
        CameMeanwhile: somebody is waited for who was not locked.
    """
    rows = await transaction.run(query("notifications/lock_waiting"), person=person, now=now)
    locked = set(rows[0]["locked"]) if rows else set[str]()
    (waiting,) = await transaction.run(query("notifications/waiting"), person=person, now=now)
    require_locked(locked, waiting["recipients"])
    return list(waiting["invitations"])


async def mark_read(store: Store, *, me: str, up_to: int, key: str | None, now: datetime, chance: Chance) -> None:
    """Marks everything up to one place of one's stream as read; what was read stays read.

    Raises:
        NotFound: the stream does not go so far.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    path = ("input", "upTo", "sequence")
    if kind_of(me) is not IdKind.FREELANCER:  # a client hears of nothing
        raise NotFound(path=path)
    operation, event_id = operation_id(me, MARK, key, chance), new_id(IdKind.EVENT, chance)
    asked = digest("sequence", str(up_to))

    async def work(transaction: Transaction) -> None:
        rows = await transaction.run(query("notifications/lock_marks"), me=me, operation=operation)
        if not rows or rows[0]["status"] != Status.ACTIVE:
            raise AccountClosed
        seen = rows[0]
        if is_repeat(seen, asked):
            return
        if not 1 <= up_to <= seen["last"]:
            raise NotFound(path=path)
        is_new = up_to > seen["read"]
        if is_new or key:
            kind = EventKind.NOTIFICATIONS_READ if is_new else EventKind.NOTHING_CHANGED
            await transaction.run(
                query("notifications/mark_read"),
                me=me,
                now=now,
                upTo=max(up_to, seen["read"]),
                event={"id": event_id, "kind": kind, "operation": operation, "digest": asked},
            )

    await store.act(work)


async def page(
    store: Store, *, me: str, now: datetime, above: int, below: int, limit: int, newest_first: bool, with_total: bool
) -> Row:
    """Returns a page of somebody's notifications between two places of their stream."""
    what = query("notifications/page") if newest_first else query("notifications/page_backward")
    rows = await store.read(what, me=me, now=now, above=above, below=below, limit=limit, withTotal=with_total)
    return rows[0]["page"] if rows else {"edges": [], "total": 0}


async def unread(store: Store, *, me: str, now: datetime) -> int:
    """Returns how many notifications somebody has not read."""
    rows = await store.read(query("notifications/unread"), me=me, now=now)
    return int(rows[0]["unread"]) if rows else 0


async def stream(store: Store, *, me: str, after: int, now: datetime, limit: int) -> tuple[int, list[Row]]:
    """Returns how far somebody's stream goes and what is in it after one place, in its order."""
    rows = await store.read(query("notifications/stream"), me=me, after=after, now=now, limit=limit)
    return (rows[0]["last"], rows[0]["entries"]) if rows else (0, [])


async def latest(store: Store, people: Sequence[str]) -> dict[str, int]:
    """Returns how far each of these people's streams goes; nothing of whose account is not open."""
    rows = await store.read(query("notifications/latest"), people=list(people))
    return {row["person"]: row["last"] for row in rows[0]["latest"] if row["isOpen"]}


async def entries_between(store: Store, *, me: str, after: int, up_to: int) -> int:
    """Returns how many entries somebody's stream has after one place and up to another."""
    rows = await store.read(query("notifications/entries_between"), me=me, after=after, upTo=up_to)
    return int(rows[0]["entries"])
