"""Acts on a pair of people, and pages of networks.

Every act is lock, look, decide, write, in one transaction: the two people are locked in id order, the pure rules of
``model.transitions`` decide on what was read under the lock, and what they decided is written with its event.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed
from .locking import trying
from .model.ids import IdKind, kind_of, pair_key
from .model.notifications import NotificationKind, news
from .model.pair import OpenInvitation, Pair, Situation, is_seen
from .model.people import EntryPoint, Status, Visibility
from .model.rules import Rules
from .model.transitions import FOR_CLIENTS, Act, Cell, Effect, EventKind, Past, decide
from .notifications import Entry, retract, tell
from .operations import digest, is_repeat, operation_id
from .people import account_status, shown, standing_of, windows
from .queries import query
from .store import Row, Store, Transaction
from .team_parting import lock_crews, part
from .teams import JOINING


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for: an act on a person (``other``) or on an invitation, never both."""

    act: Act
    me: str
    other: str = ""
    invitation: str = ""
    key: str | None = None
    """The caller's idempotency key; None makes the act unrepeatable."""
    note: str = ""
    entry_point: EntryPoint | None = None
    steps: int = 0

    @property
    def digest(self) -> str:
        """Returns a hash of the input, to tell a repeat from another use of the key."""
        return digest(self.other, self.invitation, self.note, self.entry_point or "", str(self.steps))


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act; the nodes are read again by whoever asked."""

    other: str
    """The other person of the pair."""


async def perform(store: Store, request: Request, *, now: datetime, chance: Chance, rules: Rules) -> Done:
    """Performs one act on a pair, exactly once for each idempotency key.

    Raises:
        Refused: a rule says no, and nothing was written.
        AccountClosed: the actor's own account cannot act.
        IdempotencyConflict: the key was used before with another input.
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``.
    """
    if kind_of(request.me) is not IdKind.FREELANCER:
        raise FOR_CLIENTS[request.act]
    operation = operation_id(request.me, request.act, request.key, chance)
    event_id = new_id(IdKind.EVENT, chance)
    invitation_id = new_id(IdKind.INVITATION, chance)
    notification_id = new_id(IdKind.NOTIFICATION, chance)

    async def work(transaction: Transaction) -> Done:
        may_part = request.act is Act.BLOCK_FREELANCER
        locked = await lock_crews(transaction, request.me, request.other) if may_part else set[str]()
        rows = await transaction.run(
            query("network/lock_pair"),
            me=request.me,
            other=request.other,
            invitation=request.invitation,
            operation=operation,
            **windows(now),
        )
        if not rows:
            raise AccountClosed
        seen = rows[0]["pair"]
        if is_repeat(seen, request.digest):
            return Done(seen["doneOther"])
        pair = pair_of(request.me, seen)
        standing = standing_of(seen["standing"])
        cell = decide(request.act, pair, _past(request, seen), standing, rules, now, request.entry_point)
        if cell.event or request.key:  # an act that changed nothing is remembered under its key as well
            heard = news(pair, cell)
            if heard.retracted:
                await retract(transaction, [heard.retracted])
            if Effect.BLOCK in cell.effects:
                await part(transaction, request.me, pair.other, locked=locked, now=now, chance=chance)
            await _write(transaction, request, cell, pair, now, rules, operation, event_id, invitation_id)
            if heard.told:
                waits = invitation_id if Effect.INVITE in cell.effects else None
                entry = Entry(notification_id, pair.other, heard.told, about=request.me, invitation=waits)
                await tell(transaction, [entry], now=now)
        return Done(pair.other)

    return await trying(store, work, sentence=JOINING)


NOBODY = ("FL_0000000000000000", "FL_0000000000000001")
"""Two ids that nobody has: they would need eighty bits of chance to be nought."""
NO_EVENT, NO_INVITATION, NO_ENTRY = "EV_0000000000000000", "IN_0000000000000000", "NT_0000000000000000"


class _TakenBackError(Exception):
    """Ends a rehearsal, so that nothing of it is written."""


async def rehearse(store: Store, *, now: datetime) -> None:
    """Has the database plan the queries of every act on a pair, by an act of nobody on nobody, which writes nothing.

    And of looking at somebody. Planning them in a database that was just started takes seconds, which the first people
    would wait for. A plan may be good only for what is as long, and for a transaction that has written already or that
    has not: so what is handed over is as long as what acts hand over, and something is written that is taken back.

    Raises:
        DatabaseUnavailable: see ``Store.act``.
    """
    me, other = NOBODY
    request = Request(Act.SEND_INVITATION, me, other=other, entry_point=EntryPoint.NETWORK_PAGE, steps=1)
    made = Cell(Situation.SENT, (Effect.CLEAR_INVITATION, Effect.INVITE), EventKind.INVITATION_SENT)
    operation = digest(me, request.act, NO_EVENT)
    told = Entry(NO_ENTRY, other, NotificationKind.INVITATION_RECEIVED, about=me, invitation=NO_INVITATION)

    async def work(transaction: Transaction) -> None:
        for invitation in ("", NO_INVITATION):
            await transaction.run(
                query("network/lock_pair"),
                me=me,
                other="" if invitation else other,
                invitation=invitation,
                operation=operation,
                **windows(now),
            )
        await transaction.run(query("network/rehearse"))
        await retract(transaction, [NO_INVITATION])
        await _write(transaction, request, made, Pair(me, other), now, Rules(), operation, NO_EVENT, NO_INVITATION)
        await tell(transaction, [told], now=now)
        raise _TakenBackError

    with suppress(_TakenBackError):
        await store.act(work)
    await account_status(store, me)
    await shown(store, me=me, ids=[other], now=now)
    await relations(store, me=me, others=[other], now=now)


_WITH_ENTRY_POINT = {
    EventKind.INVITATION_SENT,
    EventKind.INVITATION_WITHDRAWN,
    EventKind.INVITATION_ACCEPTED,
    EventKind.INVITATION_DECLINED,
}


async def _write(
    transaction: Transaction,
    request: Request,
    cell: Cell,
    pair: Pair,
    now: datetime,
    rules: Rules,
    operation: str,
    event_id: str,
    invitation_id: str,
) -> None:
    open_one = pair.invitation
    is_new = Effect.INVITE in cell.effects
    # Whatever ends an invitation is recorded with it; connecting keeps the first invitation's entry point (R14).
    entry_point = open_one.entry_point if open_one else request.entry_point
    about = invitation_id if is_new else (open_one.id if open_one else None)
    await transaction.run(
        query("network/change_pair"),
        me=request.me,
        other=pair.other,
        pair=pair_key(request.me, pair.other),
        now=now,
        isSeen=is_seen(pair),
        effects=[effect.value for effect in cell.effects],
        entryPoint=entry_point or "",
        invitation={
            "id": about,
            "sentAt": now,
            "expiresAt": now + rules.term,
            "note": request.note or None,
            "entryPoint": request.entry_point,
            "steps": request.steps,
        },
        event={
            "id": event_id,
            "kind": cell.event or EventKind.NOTHING_CHANGED,
            "operation": operation,
            "digest": request.digest,
            "invitation": about,
            "entryPoint": entry_point if cell.event in _WITH_ENTRY_POINT else None,
            "steps": request.steps if is_new else None,
        },
    )


def pair_of(me: str, row: Row) -> Pair:
    """Reads the ``pair`` map of a relation."""
    invitation = row["invitation"] and _open(row["invitation"])
    is_unknown = invitation is not None and invitation.is_by_email and invitation.sender == me
    return Pair(
        me=me,
        other=row["other"],
        other_status=Status(row["otherStatus"]) if row["otherStatus"] else None,
        other_visibility=Visibility(row["otherVisibility"]),
        connected_since=row["connectedSince"],
        invitation=None if is_unknown else invitation,
        emailed=invitation if is_unknown else None,
        withdrawn_at=row["withdrawnAt"],
        declines=row["declines"],
        is_blocked_by_me=row["isBlockedByMe"],
        is_blocked_by_other=row["isBlockedByOther"],
    )


def _open(invitation: Row) -> OpenInvitation:
    return OpenInvitation(
        id=invitation["id"],
        sender=invitation["sender"],
        sent_at=invitation["sentAt"],
        expires_at=invitation["expiresAt"],
        entry_point=invitation["entryPoint"],
        is_set_aside=invitation["isSetAside"],
        is_by_email=invitation["isByEmail"],
    )


async def relations(store: Store, *, me: str, others: Sequence[str], now: datetime) -> dict[str, tuple[Pair, Row]]:
    """Returns how each of these people stands to the viewer, hidden facts included, with the raw row."""
    rows = await store.read(query("network/relations"), me=me, others=list(others), now=now)
    return {row["pair"]["other"]: (pair_of(me, row["pair"]), row["pair"]) for row in rows}


_CONNECTS = {EventKind.INVITATION_ACCEPTED, EventKind.CONNECTION_IMPORTED}
_ENDS = {EventKind.CONNECTION_REMOVED, EventKind.FREELANCER_BLOCKED}


def _past(request: Request, seen: Row) -> Past:
    at = {EventKind(event["kind"]): event["at"] for event in seen["past"]}
    sent, accepted = at.get(EventKind.INVITATION_SENT), at.get(EventKind.INVITATION_ACCEPTED)
    between = [(EventKind(event["kind"]), event["a"], event["at"]) for event in seen["between"]]
    return Past(
        invitation=request.invitation,
        kinds=frozenset((EventKind(event["kind"]), event["a"]) for event in seen["past"]),
        has_ended=accepted is not None and any(kind in _ENDS and when > accepted for kind, _, when in between),
        is_void=bool(sent and seen["closedAt"] and seen["closedAt"] > sent),
        were_connected=any(kind in _CONNECTS for kind, _, _ in between),
        have_talked=seen["haveTalked"],
        have_unblocked=(EventKind.FREELANCER_UNBLOCKED, request.me) in {(kind, who) for kind, who, _ in between},
    )
