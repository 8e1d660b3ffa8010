"""Bringing an invitation by e-mail to a member: it waits for them as any other, and its sender learns nothing (R32)."""

from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .model.addresses import Address
from .model.email_invitations import waits_when_met
from .model.ids import IdKind, pair_key
from .model.notifications import NotificationKind
from .model.people import EntryPoint
from .model.rules import Rules
from .model.transitions import EventKind
from .network import pair_of
from .notifications import Entry, retract, tell
from .people import windows
from .queries import query
from .sealing import Sealing
from .store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people, one of whom invited the other's address."""

    email_invitation: str
    sender: str
    person: str


async def meet(store: Store, meeting: Meeting, *, now: datetime, chance: Chance, rules: Rules) -> bool:
    """Brings one invitation to whose address it is, at most once, and tells whether it waits for them now.

    Raises:
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``; bringing it again does no harm.
    """
    sender, person = meeting.sender, meeting.person
    invitation, event, told = (new_id(kind, chance) for kind in (IdKind.INVITATION, IdKind.EVENT, IdKind.NOTIFICATION))

    async def work(transaction: Transaction) -> bool:
        rows = await transaction.run(
            query("network/lock_pair"), me=sender, other=person, invitation="", operation="", **windows(now)
        )
        if not rows:
            return False
        waits = waits_when_met(pair_of(sender, rows[0]["pair"]))
        (met,) = await transaction.run(
            query("mail/meet"),
            emailInvitation=meeting.email_invitation,
            sender=sender,
            person=person,
            pair=pair_key(sender, person),
            now=now,
            waits=waits,
            invitation={
                "id": invitation,
                "sentAt": now,
                "expiresAt": now + rules.term,
                "entryPoint": EntryPoint.EMAIL_INVITE,
            },
            event={"id": event, "kind": EventKind.EMAIL_INVITATION_MET},
        )
        if not (met["met"] and waits):
            return False
        entry = Entry(told, person, NotificationKind.INVITATION_RECEIVED, about=sender, invitation=invitation)
        await tell(transaction, [entry], now=now)
        return True

    return await store.act(work)


async def meet_all(
    store: Store, person: str, address: Address, *, sealing: Sealing, now: datetime, chance: Chance, rules: Rules
) -> int:
    """Brings somebody every invitation that waits for their verified address, in order; returns how many wait now."""
    rows = await store.read(query("mail/waiting"), addresses=sealing.hashes(address.exact), now=now)
    return sum(
        [
            await meet(store, Meeting(row["id"], row["sender"], person), now=now, chance=chance, rules=rules)
            for row in rows
        ]
    )


async def take_back(store: Store, email_invitation: str) -> None:
    """Takes a withdrawn invitation from whom it was brought to, with what they heard of it."""

    async def work(transaction: Transaction) -> None:
        for row in await transaction.run(query("mail/lock_met"), emailInvitation=email_invitation):
            await retract(transaction, [row["invitation"]])
            await transaction.run(query("mail/forget_met"), invitation=row["invitation"])

    await store.act(work)
