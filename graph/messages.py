"""Sending messages between two connected people or to a team, each once and in the ledger.

Sending locks the two people as every act on a pair does and asks the same rules how they stand; nothing but a
connection that both see lets a message through. A conversation outlives its connection, closed and readable.
"""

from dataclasses import dataclass
from datetime import datetime

from . import errors
from .chance import Chance, new_id
from .errors import AccountClosed, ConversationClosed, NotConnected
from .locking import trying
from .model.ids import IdKind, kind_of, other_of, pair_key, team_of_talk
from .model.notifications import NotificationKind
from .model.pair import Pair, Situation, situation
from .model.people import Status
from .model.quotas import QuotaKind, require_left
from .model.rules import Rules
from .model.transitions import EventKind
from .network import pair_of
from .notifications import Entry, tell
from .operations import digest, is_repeat, operation_id
from .people import standing_of, windows
from .queries import query
from .store import Store, Transaction
from .team_messages import send_to_team
from .teams import JOINING

SEND = "sendMessage"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent, to a person or into a conversation."""

    me: str
    text: str
    links: tuple[str, ...] = ()
    person: str = ""
    conversation: str = ""
    key: str | None = None

    @property
    def digest(self) -> str:
        """Returns a hash of the input, to tell a repeat from another use of the key."""
        return digest(self.person, self.conversation, self.text, *self.links)


async def send(store: Store, outgoing: Outgoing, *, now: datetime, chance: Chance, rules: Rules) -> str:
    """Sends a message and returns its id, exactly once for each idempotency key.

    Raises:
        NotAFreelancer: the person is a client or an agency, or the sender is one.
        NotFound: no conversation of the sender's has this id.
        NotConnected: nothing connects the two, and nothing ever was said.
        ConversationClosed: nothing connects the two any more, whatever ended it.
        QuotaReached: too many within a minute.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    me = outgoing.me
    if kind_of(me) is not IdKind.FREELANCER or kind_of(outgoing.person) in {IdKind.CLIENT, IdKind.AGENCY}:
        raise errors.NotAFreelancer(path=("input", "to"))
    operation = operation_id(me, SEND, outgoing.key, chance)
    kinds = (IdKind.EVENT, IdKind.CONVERSATION, IdKind.MESSAGE, IdKind.NOTIFICATION)
    event_id, conversation, message, notification = (new_id(kind, chance) for kind in kinds)
    written = {"id": message, "text": outgoing.text, "links": list(outgoing.links)}
    event = {
        "id": event_id,
        "kind": EventKind.MESSAGE_SENT,
        "operation": operation,
        "digest": outgoing.digest,
        "message": message,
    }

    async def work(transaction: Transaction) -> str:
        pair, team = await _where(transaction, outgoing)
        if team:
            return await send_to_team(transaction, team, me, written, event, now=now, chance=chance, rules=rules)
        other = other_of(pair, me)
        if other is None:
            raise ConversationClosed(outgoing.conversation)
        rows = await transaction.run(
            query("network/lock_pair"), me=me, other=other, invitation="", operation=operation, **windows(now)
        )
        if not rows:
            raise AccountClosed
        seen = rows[0]["pair"]
        (known,) = await transaction.run(query("messages/between"), pair=pair, operation=operation)
        if is_repeat(seen, outgoing.digest):
            return str(known["message"])
        standing = standing_of(seen["standing"])
        if standing.status is not Status.ACTIVE:
            raise AccountClosed
        require_open(pair_of(me, seen), known["conversation"])
        require_left(QuotaKind.MESSAGES_PER_MINUTE, standing, rules)
        (sent,) = await transaction.run(
            query("messages/send"),
            me=me,
            other=other,
            pair=pair,
            conversation=conversation,
            now=now,
            message=written,
            event=event,
        )
        heard = Entry(
            notification,
            other,
            NotificationKind.MESSAGE_RECEIVED,
            about=me,
            message=message,
            conversation=sent["conversation"],
            number=sent["number"],
        )
        await tell(transaction, [heard], now=now)
        return message

    return await trying(store, work, sentence=JOINING)


def require_open(pair: Pair, conversation: str | None) -> None:
    """Raises the refusal where no connection lets a message through; what ended it makes no difference.

    Raises:
        ConversationClosed: there is a conversation, and nothing connects the two any more.
        NotConnected: there is none.
    """
    if situation(pair) is Situation.CONNECTED:
        return
    if conversation is None:
        raise NotConnected(path=("input", "to"))
    raise ConversationClosed(conversation)


async def _where(transaction: Transaction, outgoing: Outgoing) -> tuple[str, str]:
    """Returns the pair that a message is for, or the team, which need not exist."""
    if outgoing.person:
        return pair_key(outgoing.me, outgoing.person), ""
    rows = await transaction.run(query("messages/pair_of"), me=outgoing.me, conversation=outgoing.conversation)
    if rows and rows[0]["pair"]:
        return rows[0]["pair"], ""
    return "", team_of_talk(outgoing.conversation)
