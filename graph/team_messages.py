"""Talking in a team: whoever is in it and has agreed writes and hears; when the team is gone it stays to be read."""

from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed, ConversationClosed, NotFound
from .locking import require_locked
from .model.ids import IdKind, talk_of
from .model.notifications import NotificationKind
from .model.people import Status
from .model.quotas import QuotaKind, require_left
from .model.rules import Rules
from .notifications import Entry, tell
from .operations import is_repeat
from .people import standing_of, windows
from .queries import query
from .store import Row, Transaction
from .teams import lock_teams


async def send_to_team(
    transaction: Transaction,
    team: str,
    me: str,
    message: Row,
    event: Row,
    *,
    now: datetime,
    chance: Chance,
    rules: Rules,
) -> str:
    """Sends a message to everybody else who is in a team and has agreed; returns its id, or that of the first time.

    Args:
        transaction: in which everybody in the team is locked first.
        team: a team that need not exist.
        me: who writes.
        message: its id, text and links.
        event: what the ledger is to hold of it, with the act's name and a hash of the input.
        now: the moment of the act.
        chance: where ids come from.
        rules: the rules in force.

    Raises:
        NotFound: the sender has no such conversation.
        ConversationClosed: the team is gone.
        QuotaReached: too many within a minute.
        AccountClosed, IdempotencyConflict: as for every act.
        CameMeanwhile: see ``trying``.
    """
    locked, _ = await lock_teams(transaction, (me,), team=team)
    talk = talk_of(team)
    (seen,) = await transaction.run(
        query("messages/in_team"), me=me, team=team, conversation=talk, operation=event["operation"]
    )
    if is_repeat(seen, event["digest"]):
        return str(seen["message"])
    rows = await transaction.run(query("people/standing"), me=me, **windows(now))
    standing = standing_of(rows[0]["standing"]) if rows else None
    if standing is None or standing.status is not Status.ACTIVE:
        raise AccountClosed
    if me not in seen["people"]:
        raise ConversationClosed(talk) if seen["isRead"] else NotFound(path=("input", "to", "conversationId"))
    require_locked(locked, seen["people"])
    require_left(QuotaKind.MESSAGES_PER_MINUTE, standing, rules)
    (sent,) = await transaction.run(
        query("messages/send_to_team"),
        me=me,
        team=team,
        conversation=talk,
        people=seen["people"],
        now=now,
        message=message,
        event=event,
    )
    heard = [
        Entry(
            new_id(IdKind.NOTIFICATION, chance),
            person,
            NotificationKind.MESSAGE_RECEIVED,
            about=me,
            message=message["id"],
            conversation=talk,
            number=sent["number"],
        )
        for person in seen["people"]
        if person != me
    ]
    await tell(transaction, heard, now=now)
    return str(message["id"])
