"""Acts on one account: lock, look, decide, write, in one transaction, as acts on a pair are."""

from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed, NotAFreelancer, NotFound
from .locking import trying
from .model.accounts import Account, AccountAct, Wish, change
from .model.ids import IdKind, kind_of
from .model.notifications import NotificationKind
from .model.people import Segment, Status, Tooltip, Visibility
from .model.transitions import EventKind
from .notifications import lock_waiting, retract
from .operations import digest, is_repeat, operation_id
from .queries import query
from .store import Row, Store, Transaction


@dataclass(frozen=True, slots=True)
class AccountRequest:
    """What somebody asks for: an act on ``person``, asked for by that person or by the marketplace."""

    wish: Wish
    person: str
    by: str | None = None
    """The administrator who asks; None for the person and for an operator at the command line."""
    key: str | None = None
    """The caller's idempotency key; None makes the act unrepeatable."""

    @property
    def digest(self) -> str:
        """Returns a hash of the input, to tell a repeat from another use of the key."""
        wanted = self.wish.preference
        heard = (wanted.kind, *sorted(wanted.channels)) if wanted else ()
        return digest(self.person, self.wish.visibility, self.wish.tooltip, *heard)


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What only its owner reads."""

    visibility: Visibility
    segments: tuple[Segment, ...]
    dismissed_tooltips: tuple[Tooltip, ...]
    muted: tuple[NotificationKind, ...]


async def change_account(store: Store, request: AccountRequest, *, now: datetime, chance: Chance) -> None:
    """Performs one act on an account, exactly once for each idempotency key.

    Raises:
        NotAFreelancer: a client or an agency has no such account.
        NotFound: the marketplace names nobody.
        AccountClosed: the person's own account cannot act.
        IdempotencyConflict: the key was used before with another input.
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``.
    """
    if kind_of(request.person) is not IdKind.FREELANCER:
        raise NotAFreelancer
    wish = request.wish
    operation = operation_id(request.by or request.person, wish.act, request.key, chance)
    event_id = new_id(IdKind.EVENT, chance)

    async def work(transaction: Transaction) -> None:
        is_closing = wish.act is AccountAct.DEACTIVATE_FREELANCER
        waiting = await lock_waiting(transaction, request.person, now=now) if is_closing else []
        rows = await transaction.run(query("people/lock_account"), person=request.person, operation=operation)
        if not rows:
            raise _nobody(wish.act)
        seen = rows[0]["account"]
        if is_repeat(seen, request.digest):
            return
        changed, event = change(_account_of(seen), wish)
        if waiting:  # gone as if withdrawn; nothing waits of an account that is closed already
            await retract(transaction, waiting)
        if event or request.key:
            await _write(transaction, request, changed, event, now, operation, event_id)

    await trying(store, work, sentence="Somebody goes on inviting faster than their account can be closed.")


async def _write(
    transaction: Transaction,
    request: AccountRequest,
    changed: Account,
    event: EventKind | None,
    now: datetime,
    operation: str,
    event_id: str,
) -> None:
    wish = request.wish
    wanted = wish.preference if event is EventKind.NOTIFICATION_PREFERENCE_SET else None
    await transaction.run(
        query("people/change_account"),
        person=request.person,
        now=now,
        account={
            "status": changed.status,
            "visibility": changed.visibility,
            "closings": changed.closings,
            "dismissedTooltips": list(changed.dismissed_tooltips),
            "mutedKinds": list(changed.muted),
        },
        event={
            "id": event_id,
            "kind": event or EventKind.NOTHING_CHANGED,
            "operation": operation,
            "digest": request.digest,
            "by": request.by,
            "visibility": wish.visibility if event is EventKind.VISIBILITY_SET else None,
            "tooltip": wish.tooltip if event is EventKind.TOOLTIP_DISMISSED else None,
            "preference": wanted and wanted.kind,
            "channels": wanted and sorted(wanted.channels),
        },
    )


async def own_account(store: Store, *, me: str) -> OwnAccount | None:
    """Returns what a person's own account says, or None for somebody who is no freelancer."""
    rows = await store.read(query("people/own"), me=me)
    if not rows:
        return None
    row = rows[0]["account"]
    return OwnAccount(
        visibility=_visibility(row),
        segments=tuple(Segment(each) for each in row["segments"]),
        dismissed_tooltips=tuple(Tooltip(each) for each in row["dismissedTooltips"]),
        muted=tuple(NotificationKind(each) for each in row["mutedKinds"]),
    )


def _account_of(row: Row) -> Account:
    return Account(
        status=Status(row["status"]),
        visibility=_visibility(row),
        closings=row["closings"],
        dismissed_tooltips=tuple(Tooltip(each) for each in row["dismissedTooltips"]),
        muted=tuple(NotificationKind(each) for each in row["mutedKinds"]),
    )


def _visibility(row: Row) -> Visibility:
    """Reads it; whoever is being erased has none any more, and is told of the account instead."""
    return Visibility(row["visibility"] or Visibility.PRIVATE)


def _nobody(act: AccountAct) -> Exception:
    is_for_the_marketplace = act in {AccountAct.DEACTIVATE_FREELANCER, AccountAct.REACTIVATE_FREELANCER}
    return NotFound(path=("input", "freelancerId")) if is_for_the_marketplace else AccountClosed()
