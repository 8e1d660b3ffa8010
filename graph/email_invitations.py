"""Inviting by e-mail (R32): acts of the sender, which read and answer the same whoever has the address.

An act writes an invitation and an errand in one transaction; what is to be done about whoever has the address is done
by ``errands`` afterwards, when the sender has been answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed, InvitationGone, NotAFreelancer
from .model.addresses import Address, NoAddress, address_of
from .model.email_invitations import Correspondence, EmailAct, ErrandKind, may_write
from .model.ids import IdKind, kind_of
from .model.people import EntryPoint, Status
from .model.rules import Rules
from .model.transitions import EventKind
from .operations import digest, is_repeat, operation_id
from .people import standing_of, windows
from .queries import query
from .sealing import Sealing
from .store import Row, Store, Transaction


@dataclass(frozen=True, slots=True)
class EmailRequest:
    """What somebody asks for: to invite whoever has an address."""

    me: str
    address: Address
    note: str = ""
    steps: int = 1
    key: str | None = None
    """The caller's idempotency key; None makes the act unrepeatable."""


async def invite_by_email(
    store: Store, request: EmailRequest, *, sealing: Sealing, now: datetime, chance: Chance, rules: Rules
) -> str:
    """Writes an invitation by e-mail, exactly once for each idempotency key, and returns its id.

    Raises:
        Refused: a rule says no, and nothing was written.
        AccountClosed: the actor's own account cannot act.
        IdempotencyConflict: the key was used before with another input.
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``.
    """
    me, address = request.me, request.address
    if kind_of(me) is not IdKind.FREELANCER:
        raise NotAFreelancer
    operation = operation_id(me, EmailAct.INVITE_BY_EMAIL, request.key, chance)
    event_id, made, errand = (new_id(kind, chance) for kind in (IdKind.EVENT, IdKind.EMAIL_INVITATION, IdKind.ERRAND))
    exact = sealing.hashes(address.exact)
    said = digest(exact[0], request.note, str(request.steps))  # the address itself is kept in no event
    written = {
        "id": made,
        "address": exact[0],
        "mailbox": sealing.hashed(address.mailbox),
        "sealed": sealing.sealed(address.written, now=now),
        "token": sealing.hashed(sealing.tokens(made)[0]),
        "note": request.note or None,
        "steps": request.steps,
        "expiresAt": now + rules.term,
        "sealedUntil": now + rules.term,
    }

    async def work(transaction: Transaction) -> str:
        rows = await transaction.run(
            query("mail/lock_sender"), me=me, addresses=exact, operation=operation, **windows(now)
        )
        if not rows:
            raise AccountClosed
        seen = rows[0]["seen"]
        if is_repeat(seen, said):
            return str(seen["doneInvitation"])
        between = Correspondence(
            is_own=is_of(seen["email"], address), open=seen["open"], withdrawn_at=seen["withdrawnAt"]
        )
        is_new = may_write(between, me, standing_of(seen["standing"]), rules, now)
        kind = EventKind.EMAIL_INVITATION_SENT if is_new else EventKind.NOTHING_CHANGED
        event = {"id": event_id, "kind": kind, "operation": operation, "digest": said}
        if not is_new:
            if request.key:  # an act that changed nothing is remembered under its key as well
                await _note(transaction, me, str(between.open), event, now)
            return str(between.open)
        await transaction.run(
            query("mail/invite"),
            me=me,
            now=now,
            invitation=written | {"senderClosings": seen["closings"]},
            errand={"id": errand, "kind": ErrandKind.INVITE},
            event=event | {"entryPoint": EntryPoint.EMAIL_INVITE, "steps": request.steps},
        )
        return made

    return await store.act(work)


async def withdraw_email_invitation(
    store: Store, *, me: str, invitation: str, key: str | None, now: datetime, chance: Chance
) -> None:
    """Takes an invitation by e-mail back; taking back again succeeds and begins no new cool-down.

    Raises:
        InvitationGone: it shows no longer, whatever the cause, or is not the caller's.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    act = EmailAct.WITHDRAW_EMAIL_INVITATION
    operation, event_id = operation_id(me, act, key, chance), new_id(IdKind.EVENT, chance)
    errand, said = new_id(IdKind.ERRAND, chance), digest(invitation)

    async def work(transaction: Transaction) -> None:
        rows = await transaction.run(
            query("mail/lock_invitation"), me=me, invitation=invitation, operation=operation, now=now
        )
        if not rows or rows[0]["seen"]["status"] != Status.ACTIVE:
            raise AccountClosed
        seen = rows[0]["seen"]
        if is_repeat(seen, said):
            return
        if not (seen["isMine"] and (seen["shows"] or seen["isWithdrawn"])):
            raise InvitationGone(path=("input", "invitationId"))
        is_new = not seen["isWithdrawn"]
        if is_new or key:
            kind = EventKind.EMAIL_INVITATION_WITHDRAWN if is_new else EventKind.NOTHING_CHANGED
            await transaction.run(
                query("mail/withdraw"),
                me=me,
                invitation=invitation,
                isNew=is_new,
                now=now,
                errand={"id": errand, "kind": ErrandKind.TAKE_BACK},
                event={"id": event_id, "kind": kind, "operation": operation, "digest": said},
            )

    if kind_of(me) is not IdKind.FREELANCER:
        raise InvitationGone(path=("input", "invitationId"))
    await store.act(work)


async def _note(transaction: Transaction, me: str, invitation: str, event: Row, now: datetime) -> None:
    """Keeps an accepted act that found everything so already under its idempotency key."""
    await transaction.run(
        query("mail/withdraw"), me=me, invitation=invitation, isNew=False, now=now, errand={}, event=event
    )


async def by_ids(store: Store, *, me: str, ids: Sequence[str], now: datetime) -> list[Row]:
    """Returns one's own invitations by e-mail that show pending, of those with these ids."""
    return [row["invitation"] for row in await store.read(query("mail/by_ids"), me=me, ids=list(ids), now=now)]


def is_of(verified: str | None, address: Address) -> bool:
    """Tells whether an address is the verified one of an account."""
    try:
        return verified is not None and address_of(verified).exact == address.exact
    except NoAddress:
        return False
