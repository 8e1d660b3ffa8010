"""What the link of a letter is good for: to redeem it when signed in, to be reminded once, to hear nothing more.

A link holds a secret of 160 bits that the graph knows by its keyed hash alone. Opting out and asking for the one
reminder need the link and no account; bringing what waits for an address needs the account that has it verified.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .chance import Chance, new_id
from .errors import AccountClosed, BadToken, RolloutClosed
from .meeting import meet_all
from .model.addresses import NoAddress, address_of
from .model.email_invitations import EmailAct, ErrandKind
from .model.ids import ALPHABET, IdKind, kind_of
from .model.people import Status
from .model.rollout import Feature, is_open
from .model.rules import Rules
from .model.transitions import EventKind
from .operations import digest, is_repeat, operation_id
from .queries import query
from .sealing import TOKEN_LENGTH, Sealing
from .store import Row, Store, Transaction

REMINDED_AFTER = timedelta(days=7)
"""How long after it was asked for the one reminder is due."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says today."""

    is_good: bool
    """Whether the invitation may still be followed."""
    is_reminded: bool
    has_opted_out: bool


def is_token(text: str) -> bool:
    """Tells whether this could be a secret of ours, so that anything else costs nothing."""
    return len(text) == TOKEN_LENGTH and not set(text).difference(ALPHABET)


async def followed(store: Store, sealing: Sealing, token: str, *, now: datetime) -> Link | None:
    """Returns what a link says, None where it is nobody's."""
    if not is_token(token):
        return None
    rows = await store.read(query("mail/by_token"), tokens=sealing.hashes(token), now=now)
    return Link(rows[0]["isGood"], rows[0]["isReminded"], rows[0]["hasOptedOut"]) if rows else None


async def opt_out(store: Store, sealing: Sealing, token: str, *, now: datetime) -> bool:
    """Has the mailbox of a link never written to again, under any of its aliases; False where it is nobody's link."""
    if not is_token(token):
        return False

    async def work(transaction: Transaction) -> bool:
        (row,) = await transaction.run(query("mail/opt_out"), tokens=sealing.hashes(token), now=now)
        return bool(row["count"])

    return await store.act(work)


async def remind(store: Store, sealing: Sealing, token: str, *, now: datetime, chance: Chance) -> bool:
    """Notes that whoever has the link wants to be reminded, once; False where there is nothing to be reminded of."""
    if not is_token(token):
        return False
    errand = {"id": new_id(IdKind.ERRAND, chance), "kind": ErrandKind.REMIND}

    async def work(transaction: Transaction) -> bool:
        (row,) = await transaction.run(
            query("mail/remind"), tokens=sealing.hashes(token), now=now, dueAt=now + REMINDED_AFTER, errand=errand
        )
        return bool(row["count"])

    return await store.act(work)


@dataclass(frozen=True, slots=True)
class Redemption:
    """Who follows which link."""

    me: str
    token: str
    key: str | None = None
    """The caller's idempotency key; None makes the act unrepeatable."""


async def redeem(
    store: Store, request: Redemption, *, sealing: Sealing, now: datetime, chance: Chance, rules: Rules
) -> None:
    """Uses a link up and brings its owner every invitation that waits for their verified address, in order.

    Raises:
        BadToken: guessed, used, run out, withdrawn, or sent to another address: one and the same.
        RolloutClosed: not in this phase.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    me = request.me
    if not is_open(Feature.EMAIL_INVITATIONS, rules.phase):
        raise RolloutClosed(rules.audience, rules.phase)
    if kind_of(me) is not IdKind.FREELANCER or not is_token(request.token):
        raise BadToken(path=("input", "token"))
    act = EmailAct.REDEEM_EMAIL_INVITATION
    operation, event_id = operation_id(me, act, request.key, chance), new_id(IdKind.EVENT, chance)
    tokens, errand = sealing.hashes(request.token), new_id(IdKind.ERRAND, chance)
    said = digest(tokens[0])

    async def work(transaction: Transaction) -> str:
        rows = await transaction.run(query("mail/lock_redeemer"), me=me, tokens=tokens, operation=operation, now=now)
        if not rows or rows[0]["seen"]["status"] != Status.ACTIVE:
            raise AccountClosed
        seen: Row = rows[0]["seen"]
        if not is_repeat(seen, said):
            if not (seen["isGood"] and _is_addressed(seen, sealing)):
                raise BadToken(path=("input", "token"))
            await transaction.run(
                query("mail/redeem"),
                me=me,
                invitation=seen["invitation"],
                now=now,
                errand={"id": errand, "kind": ErrandKind.BRING},
                event={
                    "id": event_id,
                    "kind": EventKind.EMAIL_INVITATION_REDEEMED,
                    "operation": operation,
                    "digest": said,
                },
            )
        return str(seen["email"])

    verified = await store.act(work)
    await meet_all(store, me, address_of(verified), sealing=sealing, now=now, chance=chance, rules=rules)


def _is_addressed(seen: Row, sealing: Sealing) -> bool:
    """Whether the link was sent to the verified address of whoever follows it."""
    try:
        return seen["email"] is not None and seen["address"] in sealing.hashes(address_of(seen["email"]).exact)
    except NoAddress:
        return False
