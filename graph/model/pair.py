"""How two people stand, from the side of the one who asks or acts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .ids import IdKind, kind_of
from .people import Status, Visibility
from .rules import DECLINES_BEFORE_SILENCE


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """The invitation of a pair that has not run out; at most one stands at any time."""

    id: str
    sender: str
    sent_at: datetime
    expires_at: datetime
    entry_point: str
    is_set_aside: bool = False
    """Whether it no longer waits for its recipient; its sender cannot tell."""
    is_by_email: bool = False
    """Whether it came by e-mail: its sender knows an address, and not whose it is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """All that rules read of two people: ``me``, who asks or acts, and ``other``."""

    me: str
    other: str
    other_status: Status | None = Status.ACTIVE
    """None where nobody has this id."""
    other_visibility: Visibility = Visibility.PUBLIC
    connected_since: datetime | None = None
    invitation: OpenInvitation | None = None
    withdrawn_at: datetime | None = None
    """When ``me`` last withdrew an invitation to ``other``."""
    declines: int = 0
    """How often ``other`` declined ``me``."""
    is_blocked_by_me: bool = False
    is_blocked_by_other: bool = False
    emailed: OpenInvitation | None = None
    """An invitation of ``me`` that came to ``other`` by e-mail; no situation of ``me`` rests on it (R32)."""


class Situation(StrEnum):
    """How a pair stands for one of the two, hidden facts included; the first that applies holds."""

    SELF = "self"
    NOT_A_FREELANCER = "client or agency"
    BLOCKED_BY_ME = "blocked by me"
    CONNECTED = "connected"
    RECEIVED = "their invitation waits for me"
    SENT = "my invitation waits"
    SENT_SET_ASIDE = "my invitation shows pending, declined or hidden"
    GONE = "deactivated, erased or unknown"
    BLOCKED_BY_OTHER = "blocked by the other"
    PRIVATE = "private and not connected"
    CAPPED = "declined me four times"
    RECEIVED_SET_ASIDE = "I set their invitation aside"
    NONE = "none"


class RelationState(StrEnum):
    """What a viewer sees of another person (R10)."""

    CONNECTED = "CONNECTED"
    NONE = "NONE"
    PENDING_RECEIVED = "PENDING_RECEIVED"
    PENDING_SENT = "PENDING_SENT"
    SELF = "SELF"
    UNAVAILABLE = "UNAVAILABLE"


SHOWN: dict[Situation, RelationState] = {
    Situation.SELF: RelationState.SELF,
    Situation.NOT_A_FREELANCER: RelationState.UNAVAILABLE,
    Situation.BLOCKED_BY_ME: RelationState.UNAVAILABLE,
    Situation.CONNECTED: RelationState.CONNECTED,
    Situation.RECEIVED: RelationState.PENDING_RECEIVED,
    Situation.SENT: RelationState.PENDING_SENT,
    Situation.SENT_SET_ASIDE: RelationState.PENDING_SENT,
    Situation.GONE: RelationState.UNAVAILABLE,
    Situation.BLOCKED_BY_OTHER: RelationState.UNAVAILABLE,
    Situation.PRIVATE: RelationState.UNAVAILABLE,
    Situation.CAPPED: RelationState.NONE,
    Situation.RECEIVED_SET_ASIDE: RelationState.NONE,
    Situation.NONE: RelationState.NONE,
}
"""What each situation looks like to the one concerned; declined and capped look like nothing happened."""


def situation(pair: Pair) -> Situation:
    """Names how the pair stands for ``pair.me``; total, so every pair has exactly one situation."""
    if pair.me == pair.other:
        return Situation.SELF
    if kind_of(pair.other) in {IdKind.CLIENT, IdKind.AGENCY}:
        return Situation.NOT_A_FREELANCER
    if pair.is_blocked_by_me and pair.other_status is not Status.ERASED:
        return Situation.BLOCKED_BY_ME
    is_active = pair.other_status is Status.ACTIVE
    if pair.connected_since and is_active:
        return Situation.CONNECTED
    invitation = pair.invitation
    is_mine = invitation is not None and invitation.sender == pair.me
    if invitation and is_mine and pair.other_status is not Status.ERASED:
        return Situation.SENT_SET_ASIDE if invitation.is_set_aside or not is_active else Situation.SENT
    if invitation and not is_mine and is_active and not invitation.is_set_aside:
        return Situation.RECEIVED
    return _without_open_invitation(pair, is_active=is_active, set_aside=invitation is not None and is_active)


def _without_open_invitation(pair: Pair, *, is_active: bool, set_aside: bool) -> Situation:
    if not is_active:
        return Situation.GONE
    if pair.is_blocked_by_other:
        return Situation.BLOCKED_BY_OTHER
    if pair.other_visibility is Visibility.PRIVATE:
        return Situation.PRIVATE
    if pair.declines >= DECLINES_BEFORE_SILENCE:
        return Situation.CAPPED
    return Situation.RECEIVED_SET_ASIDE if set_aside else Situation.NONE


def is_seen(pair: Pair) -> bool:
    """Tells whether ``pair.me`` sees the other by their present name, rather than by the one of an earlier act."""
    if pair.other_status is not Status.ACTIVE or pair.is_blocked_by_me or pair.is_blocked_by_other:
        return False
    is_known = pair.connected_since is not None or situation(pair) is Situation.RECEIVED
    return is_known or pair.other_visibility is Visibility.PUBLIC
