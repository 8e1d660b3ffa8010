"""What one does with messages that are there: edits and deletes one's own recent ones, and marks what was read."""

from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed, ConversationClosed, NotAllowed, NotFound
from .messages import require_open
from .model.ids import IdKind, kind_of, other_of
from .model.people import Status
from .model.rules import Rules
from .model.transitions import EventKind
from .network import pair_of
from .notifications import MARK
from .operations import digest, is_repeat, operation_id
from .people import windows
from .queries import query
from .store import Row, Store, Transaction

EDIT, DELETE = "editMessage", "deleteMessage"
MESSAGE = ("input", "messageId")


async def edit(
    store: Store, *, me: str, message: str, text: str, key: str | None, now: datetime, chance: Chance, rules: Rules
) -> None:
    """Gives one's own recent message another text, for everybody in an open conversation.

    Raises:
        NotFound: the message is in no conversation of theirs, or deleted.
        NotAllowed: another's, or too old.
        ConversationClosed: nothing connects the two any more.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    operation, event_id = operation_id(me, EDIT, key, chance), new_id(IdKind.EVENT, chance)
    asked = digest(message, text)

    async def work(transaction: Transaction) -> None:
        known = await transaction.run(query("messages/pair_of_message"), me=me, message=message)
        other = other_of(known[0]["pair"] or "", me) if known else None
        locked = await transaction.run(
            query("network/lock_pair"), me=me, other=other or "", invitation="", operation=operation, **windows(now)
        )
        seen, is_done = await _locked(transaction, me, message, operation, asked, MESSAGE)
        if is_done:
            return
        if seen["isDeleted"] and seen["isMine"]:
            raise NotFound(path=MESSAGE)
        if not seen["isMine"]:
            raise NotAllowed(path=MESSAGE)
        if (other is None) if not seen["team"] else not seen["isLed"]:
            raise ConversationClosed(seen["conversation"])
        if other is not None:
            require_open(pair_of(me, locked[0]["pair"]), seen["conversation"])
        _require_recent(seen, now, rules)
        is_new = seen["text"] != text
        if is_new or key:
            kind = EventKind.MESSAGE_EDITED if is_new else EventKind.NOTHING_CHANGED
            written = {"me": me, "message": message, "text": text, "isNew": is_new, "now": now}
            event = {"id": event_id, "kind": kind, "operation": operation, "digest": asked, "message": message}
            if seen["team"]:
                await transaction.run(query("messages/edit_in_team"), **written, team=seen["team"], event=event)
            else:
                await transaction.run(query("messages/edit"), **written, other=other, pair=seen["pair"], event=event)

    await store.act(work)


async def delete(
    store: Store, *, me: str, message: str, key: str | None, now: datetime, chance: Chance, rules: Rules
) -> str:
    """Takes one's own recent message out of one's own sight and returns its conversation; again changes nothing.

    Raises:
        NotFound: the message is in no conversation of theirs.
        NotAllowed: another's, or too old.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    operation, event_id = operation_id(me, DELETE, key, chance), new_id(IdKind.EVENT, chance)
    asked = digest(message)

    async def work(transaction: Transaction) -> str:
        seen, is_done = await _locked(transaction, me, message, operation, asked, MESSAGE)
        if not seen["isMine"]:
            raise NotAllowed(path=MESSAGE)
        is_new = not seen["isDeleted"]
        if is_new:
            _require_recent(seen, now, rules)
        if not is_done and (is_new or key):
            kind = EventKind.MESSAGE_DELETED if is_new else EventKind.NOTHING_CHANGED
            event = {"id": event_id, "kind": kind, "operation": operation, "digest": asked, "message": message}
            await transaction.run(query("messages/delete"), me=me, message=message, now=now, event=event)
        return str(seen["conversation"])

    return await store.act(work)


async def mark_read(store: Store, *, me: str, message: str, key: str | None, now: datetime, chance: Chance) -> str:
    """Marks a message and all before it as read by one person and returns its conversation.

    Raises:
        NotFound: the message is in no conversation of theirs, or deleted by them.
        AccountClosed, IdempotencyConflict, OutcomeUnknown, DatabaseUnavailable: as for every act.
    """
    path = ("input", "upTo", "messageId")
    operation, event_id = operation_id(me, MARK, key, chance), new_id(IdKind.EVENT, chance)
    asked = digest("message", message)

    async def work(transaction: Transaction) -> str:
        seen, is_done = await _locked(transaction, me, message, operation, asked, path)
        if seen["isDeleted"] and seen["isMine"]:
            raise NotFound(path=path)
        is_new = seen["number"] > seen["readUpTo"]
        if not is_done and (is_new or key):
            kind = EventKind.CONVERSATION_READ if is_new else EventKind.NOTHING_CHANGED
            await transaction.run(
                query("messages/read"),
                me=me,
                conversation=seen["conversation"],
                upTo=max(seen["number"], seen["readUpTo"]),
                now=now,
                event={"id": event_id, "kind": kind, "operation": operation, "digest": asked},
            )
        return str(seen["conversation"])

    return await store.act(work)


async def _locked(
    transaction: Transaction, me: str, message: str, operation: str, asked: str, path: tuple[str, ...]
) -> tuple[Row, bool]:
    """Locks oneself and returns a message one may know of, and whether the operation was done before."""
    if kind_of(me) is not IdKind.FREELANCER:  # nobody writes to a client, who so has no messages
        raise NotFound(path=path)
    rows = await transaction.run(query("messages/lock_own"), me=me, message=message, operation=operation)
    if not rows or rows[0]["status"] != Status.ACTIVE:
        raise AccountClosed
    is_done = is_repeat(rows[0], asked)
    if rows[0]["message"] is None:
        raise NotFound(path=path)
    return rows[0]["message"], is_done


def _require_recent(seen: Row, now: datetime, rules: Rules) -> None:
    if now >= seen["sentAt"] + rules.message_window:
        raise NotAllowed(path=MESSAGE)
