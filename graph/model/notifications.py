"""What an act lets the two people hear, and what it takes back: a rule as pure as the acts themselves.

Only what may be known is told, never a decline, a removal, a block or a profile gone private. A withdrawal, the
sender's block and the sender's deactivation look the same to whoever was invited.
"""

from dataclasses import dataclass
from enum import StrEnum

from .pair import Pair, Situation, situation
from .transitions import Cell, Effect


class NotificationKind(StrEnum):
    """What is told to the person concerned."""

    INVITATION_ACCEPTED = "INVITATION_ACCEPTED"
    INVITATION_RECEIVED = "INVITATION_RECEIVED"
    MESSAGE_RECEIVED = "MESSAGE_RECEIVED"
    TEAM_AGREED = "TEAM_AGREED"
    TEAM_ENDED = "TEAM_ENDED"
    TEAM_INVITED = "TEAM_INVITED"
    TEAM_MEMBER_LEFT = "TEAM_MEMBER_LEFT"


class NotificationChannel(StrEnum):
    """A way to hear of something."""

    IN_APP = "IN_APP"


@dataclass(frozen=True, slots=True)
class Preference:
    """How somebody wants to hear of one kind of thing; no way at all is silence."""

    kind: NotificationKind
    channels: frozenset[NotificationChannel] = frozenset(NotificationChannel)


@dataclass(frozen=True, slots=True)
class News:
    """What comes of an act for the streams of its two people."""

    told: NotificationKind | None = None
    """What the other person hears; the one who acts knows."""
    retracted: str | None = None
    """The invitation of which its recipient's notification goes."""


def news(pair: Pair, cell: Cell) -> News:
    """Returns what the act of ``pair.me`` that ``cell`` stands for lets be heard; ``pair`` is as it was before.

    An invitation that no longer waits for its recipient was taken back when it stopped waiting, so withdrawing it
    tells nothing (R12); answering takes one's own notification away.
    """
    before = situation(pair)
    answered = before is Situation.RECEIVED and {Effect.CLEAR_INVITATION, Effect.SET_ASIDE} & {*cell.effects}
    taken_back = before is Situation.SENT and Effect.CLEAR_INVITATION in cell.effects
    told = None
    if Effect.INVITE in cell.effects:
        told = NotificationKind.INVITATION_RECEIVED
    elif Effect.CONNECT in cell.effects:
        told = NotificationKind.INVITATION_ACCEPTED
    if pair.emailed and Effect.CLEAR_INVITATION in cell.effects:  # replaced by one that is not, or gone with a block
        return News(told, pair.emailed.id)
    return News(told, pair.invitation.id if pair.invitation and (answered or taken_back) else None)
