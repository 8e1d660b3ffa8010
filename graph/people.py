"""People as one viewer may see them, and what a viewer's own records say."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .model.eligibility import DAY, MINUTE, Standing
from .model.people import Status
from .model.rules import year_before
from .queries import query
from .store import Row, Store

Parts = tuple[str, ...]
"""Names of what is asked for of a profile; none for no profile at all."""

LAST = "~"
"""After every id."""
AT_ONCE = 20_000
"""Ids read at once of everybody."""


@dataclass(frozen=True, slots=True)
class Person:
    """What a list or a lookup shows of somebody; ``profile`` is None where not asked for or not shown."""

    id: str
    handle: str
    name: str
    profile: Row | None
    is_private: bool = False
    """Whether this is a private person whose invitation waits for the viewer."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account it is, by handle; for operators, never shown to other people."""

    id: str
    handle: str
    kind: str


def person_of(row: Row) -> Person:
    """Reads the ``person`` map that every page file projects."""
    return Person(row["id"], row["handle"], row["name"], row["profile"], row.get("isPrivate", False))


async def shown(
    store: Store,
    *,
    me: str,
    now: datetime,
    ids: Sequence[str] = (),
    handles: Sequence[str] = (),
    profile: Parts = (),
    with_sent: bool = False,
) -> list[Person]:
    """Returns whoever of these the viewer may see, in no order; absent and hidden people alike are left out.

    Args:
        store: the database.
        me: the viewer.
        now: the moment of asking, for invitations that run out.
        ids: people by id.
        handles: people by handle.
        profile: what to read of profiles.
        with_sent: whether people with a pending invitation of the viewer are named even when hidden.
    """
    rows = await store.read(
        query("people/shown"),
        me=me,
        now=now,
        ids=list(ids),
        handles=list(handles),
        profile=profile,
        withSent=with_sent,
    )
    return [person_of(row["person"]) for row in rows]


async def standing(store: Store, *, me: str, now: datetime) -> Standing | None:
    """Returns what the viewer's own records say at ``now``, or None for somebody who is no freelancer."""
    rows = await store.read(query("people/standing"), me=me, **windows(now))
    return standing_of(rows[0]["standing"]) if rows else None


def windows(now: datetime) -> dict[str, Any]:
    """Returns the parameters of every query that counts over a minute, a day and twelve months."""
    return {"now": now, "minuteAgo": now - MINUTE, "dayAgo": now - DAY, "yearAgo": year_before(now)}


def standing_of(row: Row) -> Standing:
    """Reads the ``standing`` map."""
    return Standing(
        status=Status(row["status"]),
        in_test_group=row["inTestGroup"],
        job_success_score=row["jobSuccessScore"],
        top_rated_weeks=row["topRatedWeeks"],
        job_invites=row["jobInvites"],
        earned_minor=row["earnedMinor"],
        earned_currency=row["earnedCurrency"],
        sent_today=tuple(row["sentToday"]),
        messages_lately=tuple(row["messagesLately"]),
        outstanding=row["outstanding"],
        first_lapse=row["firstLapse"],
        connections=row["connections"],
        emailed_today=tuple(row["emailedToday"]),
        teams_changed_today=tuple(row["teamsChangedToday"]),
    )


async def by_handle(store: Store, handle: str) -> Account | None:
    """Returns the account with this handle, or None; for operators' commands."""
    rows = await store.read(query("people/account"), handle=handle)
    return Account(**rows[0]) if rows else None


async def account_status(store: Store, account: str) -> Status | None:
    """Returns whether a freelancer's or client's account is open, or None where there is no such account."""
    rows = await store.read(query("people/account_status"), id=account)
    return Status(rows[0]["status"]) if rows else None


async def ranges_of_all(store: Store, count: int, *, first: str = "") -> AsyncIterator[Row]:
    """Yields ranges of ids, ``from`` and ``to``, with so many people in each, together all from the first on."""
    start = first
    while start < LAST:
        rows = await store.read(query("people/id_after"), id=start, count=count)
        end = rows[0]["id"] if rows else LAST
        yield {"from": start, "to": end}
        start = end


async def ids_of_all(store: Store) -> AsyncIterator[list[str]]:
    """Yields the ids of everybody who is not erased wholly, in slices."""
    async for piece in ranges_of_all(store, AT_ONCE):
        (row,) = await store.read(query("rights/ids_between"), **piece)
        yield row["ids"]
