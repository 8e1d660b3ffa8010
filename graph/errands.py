"""What is still to be done about invitations by e-mail: a queue in the graph, written by the acts themselves.

An errand is taken for a while, run, and deleted; whoever dies while running one leaves it to the next. Mail may so go
out twice, under one message id, and never not at all. Nothing here is waited for by whoever sent the invitation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from .chance import Chance
from .email_invitations import is_of
from .meeting import Meeting, meet, meet_all, take_back
from .model.addresses import Address, NoAddress, address_of
from .model.email_invitations import TRIES, ErrandKind, Stage, wait_after
from .model.people import Status
from .model.rules import Rules
from .queries import query
from .sealing import KeyMissing, Sealing
from .store import Row, Store, Transaction

TAKEN_FOR = timedelta(minutes=5)
"""How long an errand is left to whoever took it: longer than any mail server is waited for."""
SWEPT_AT_ONCE = 1_000
AT_ONCE = 100
"""Errands of one round."""
REST = timedelta(hours=1)
"""After which a mail that may not go out yet is looked at again."""


@dataclass(frozen=True, slots=True)
class Letter:
    """All that an invitation by e-mail says."""

    id: str
    """Of the errand: the same however often it is tried, so that doubles can be told."""
    to: str
    sender: str
    """The name that everybody sees."""
    note: str | None
    token: str
    expires_at: datetime
    is_reminder: bool


class NotNow(Exception):
    """The mail server could not take a letter, and may take it later; the message names no address."""


class Never(Exception):
    """The mail server will never take this letter; the message names no address."""


class Postman(Protocol):
    """Who takes letters."""

    async def deliver(self, letter: Letter) -> None:
        """Hands a letter over.

        Raises:
            NotNow: try again later.
            Never: do not try again.
        """
        ...


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much mail may go out."""

    to_one_mailbox_a_day: int
    overall_an_hour: int


class Outcome(StrEnum):
    """What came of one errand."""

    MAILED = "mailed"
    MET = "met"
    HELD = "held"
    DROPPED = "dropped"
    PUT_OFF = "put off"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Office:
    """Runs errands."""

    store: Store
    sealing: Sealing
    allowance: Allowance
    postman: Postman | None
    """None where no mail server is set: letters are then kept."""
    chance: Chance
    rules: Rules

    async def run_once(self, now: datetime) -> list[Outcome]:
        """Runs errands that are due, one after the other and a hundred at most, and returns what came of each.

        Raises:
            DatabaseUnavailable, OutcomeUnknown: what was not run is due again later.
        """
        await self._sweep(now)
        outcomes: list[Outcome] = []
        while len(outcomes) < AT_ONCE and (taken := await self._take(now)):
            outcomes.append(await self._run(taken, now))
        return outcomes

    async def bring(self, person: str, now: datetime) -> int:
        """Brings somebody all that waits for their verified address, in the order in which it was sent."""
        rows = await self.store.read(query("mail/verified"), person=person)
        try:
            address = address_of(rows[0]["email"]) if rows else None
        except NoAddress:
            return 0  # an import takes addresses to which nothing can be sent, and so nothing waits for them
        if address is None:
            return 0
        return await meet_all(
            self.store, person, address, sealing=self.sealing, now=now, chance=self.chance, rules=self.rules
        )

    async def _sweep(self, now: datetime) -> None:
        """Forgets the addresses of invitations whose term is over; nothing shows them any more."""

        async def work(transaction: Transaction) -> int:
            (row,) = await transaction.run(query("mail/sweep"), now=now, limit=SWEPT_AT_ONCE)
            return int(row["count"])

        while await self.store.act(work) == SWEPT_AT_ONCE:
            pass

    async def _take(self, now: datetime) -> Row | None:
        stages = [Stage.WAITING, Stage.HELD] if self.postman else [Stage.WAITING]

        async def work(transaction: Transaction) -> Row | None:
            rows = await transaction.run(query("mail/claim"), stages=stages, now=now, until=now + TAKEN_FOR)
            return rows[0] if rows else None

        return await self.store.act(work)

    async def _run(self, taken: Row, now: datetime) -> Outcome:
        if taken["kind"] == ErrandKind.BRING:
            is_met = await self.bring(taken["about"], now)
            await self._settle(taken)
            return Outcome.MET if is_met else Outcome.DROPPED
        rows = await self.store.read(query("mail/errand"), invitation=taken["about"])
        invitation = rows[0]["invitation"] if rows else None
        if taken["kind"] == ErrandKind.TAKE_BACK:
            await take_back(self.store, taken["about"])
            return await self._drop(taken)
        if invitation is None or not _stands(invitation, now):
            return await self._drop(taken)
        try:
            address = address_of(self.sealing.opened(invitation["sealed"]))
        except KeyMissing:
            return await self._give_up(taken, now, "the key that sealed the address is not here")
        if members := await owners(self.store, address):
            return await self._bring(taken, invitation, members, now)
        rows = await self.store.read(
            query("mail/allowance"),
            mailboxes=self.sealing.hashes(address.mailbox),
            dayAgo=now - timedelta(days=1),
            hourAgo=now - timedelta(hours=1),
        )
        if rows[0]["hasOptedOut"]:
            return await self._drop(taken)
        if self._is_enough(rows[0]):
            return await self._put_off(taken, now + REST, tried=False)
        if self.postman is None:
            await self._set(taken, Stage.HELD, now, taken["attempts"] - 1)
            return Outcome.HELD
        return await self._mail(self.postman, taken, letter_of(self.sealing, taken, invitation, address), now)

    async def _bring(self, taken: Row, invitation: Row, members: list[tuple[str, Status]], now: datetime) -> Outcome:
        """Brings an invitation to the member who has the address, in the product and not by mail."""
        person = next((who for who, status in members if status is Status.ACTIVE), members[0][0])
        meeting = Meeting(invitation["id"], invitation["sender"], person)
        is_met = await meet(self.store, meeting, now=now, chance=self.chance, rules=self.rules)
        await self._settle(taken)
        return Outcome.MET if is_met else Outcome.DROPPED

    async def _mail(self, postman: Postman, taken: Row, letter: Letter, now: datetime) -> Outcome:
        try:
            await postman.deliver(letter)
        except NotNow as busy:
            if taken["attempts"] < TRIES:
                return await self._put_off(taken, now + wait_after(taken["attempts"]), reason=str(busy))
            return await self._give_up(taken, now, str(busy))
        except Never as refused:
            return await self._give_up(taken, now, str(refused))
        await self._settle(taken, mailed_at=now)
        return Outcome.MAILED

    def _is_enough(self, counted: Row) -> bool:
        """Whether a mailbox, or everybody together, was written to often enough for now."""
        allowed = self.allowance
        return bool(counted["lately"] >= allowed.to_one_mailbox_a_day or counted["overall"] >= allowed.overall_an_hour)

    async def _drop(self, taken: Row) -> Outcome:
        await self._settle(taken)
        return Outcome.DROPPED

    async def _give_up(self, taken: Row, now: datetime, reason: str) -> Outcome:
        await self._set(taken, Stage.DEAD, now, taken["attempts"], reason)
        return Outcome.GIVEN_UP

    async def _put_off(self, taken: Row, until: datetime, *, reason: str = "", tried: bool = True) -> Outcome:
        await self._set(taken, Stage.WAITING, until, taken["attempts"] - (not tried), reason)
        return Outcome.PUT_OFF

    async def _settle(self, taken: Row, *, mailed_at: datetime | None = None) -> None:
        async def work(transaction: Transaction) -> None:
            await transaction.run(
                query("mail/settle"), errand=taken["id"], mailedAt=mailed_at, isMailed=mailed_at is not None
            )

        await self.store.act(work)

    async def _set(self, taken: Row, stage: Stage, due_at: datetime, attempts: int, reason: str = "") -> None:
        async def work(transaction: Transaction) -> None:
            await transaction.run(
                query("mail/put_off"),
                errand=taken["id"],
                stage=stage,
                dueAt=due_at,
                attempts=attempts,
                reason=reason,
            )

        await self.store.act(work)


async def try_again(store: Store, *, now: datetime) -> int:
    """Has every letter that was given up tried again; returns how many there are."""

    async def work(transaction: Transaction) -> int:
        (row,) = await transaction.run(query("mail/try_again"), stage=Stage.DEAD, now=now)
        return int(row["count"])

    return await store.act(work)


async def owners(store: Store, address: Address) -> list[tuple[str, Status]]:
    """Returns whose verified address this is, in the order of ids: nobody's, or the account's with its status."""
    rows = await store.read(query("mail/owners"), spellings=list(address.spellings))
    return [(row["id"], Status(row["status"])) for row in rows if is_of(row["email"], address)]


async def kept_letters(
    store: Store, sealing: Sealing, *, stages: Sequence[Stage], limit: int, now: datetime
) -> list[tuple[Letter, Row]]:
    """Returns letters that did not go out yet, oldest first, each with its errand; for operators."""
    found: list[tuple[Letter, Row]] = []
    for row in await store.read(query("mail/held"), stages=list(stages), limit=limit):
        errand = row["errand"]
        (about,) = await store.read(query("mail/errand"), invitation=errand["about"])
        invitation = about["invitation"]
        if _stands(invitation, now):
            address = address_of(sealing.opened(invitation["sealed"]))
            found.append((letter_of(sealing, errand, invitation, address), errand))
    return found


def letter_of(sealing: Sealing, errand: Row, invitation: Row, address: Address) -> Letter:
    """Writes a letter; the secret of its link is made again from the id, under whichever key it was made first."""
    tokens = sealing.tokens(invitation["id"])
    known = [token for token in tokens if invitation["token"] in sealing.hashes(token)]
    return Letter(
        id=errand["id"],
        to=address.written,
        sender=invitation["name"],
        note=invitation["note"],
        token=(known or tokens)[0],
        expires_at=invitation["expiresAt"],
        is_reminder=errand["kind"] == ErrandKind.REMIND,
    )


def _stands(invitation: Row, now: datetime) -> bool:
    """Whether an invitation is still to be brought to whoever has the address."""
    is_over = invitation["withdrawnAt"] or invitation["acceptedAt"] or invitation["metAt"]
    return bool(invitation["stands"] and not is_over and invitation["sealed"] and now < invitation["expiresAt"])
