"""The rules of one account: who can find it, whether it lives, its hints and what it hears of (R23, R25, R43)."""

from dataclasses import dataclass, replace
from enum import StrEnum

from .. import errors
from .notifications import NotificationChannel, NotificationKind, Preference
from .people import Status, Tooltip, Visibility
from .transitions import EventKind


class AccountAct(StrEnum):
    """What is done to one account, each named as its mutation; the last two by the marketplace alone."""

    SET_PROFILE_VISIBILITY = "setProfileVisibility"
    DISMISS_TOOLTIP = "dismissTooltip"
    SET_NOTIFICATION_PREFERENCE = "setNotificationPreference"
    DEACTIVATE_FREELANCER = "deactivateFreelancer"
    REACTIVATE_FREELANCER = "reactivateFreelancer"


@dataclass(frozen=True, slots=True)
class Account:
    """What the rules read and write of one account."""

    status: Status = Status.ACTIVE
    visibility: Visibility = Visibility.PUBLIC
    closings: int = 0
    """How often it was deactivated: invitations of an earlier count no longer stand, which needs no sweeping."""
    dismissed_tooltips: tuple[Tooltip, ...] = ()
    muted: tuple[NotificationKind, ...] = ()
    """What is not to come into the list and the stream; what is there already stays."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done, with the value that it needs."""

    act: AccountAct
    visibility: Visibility = Visibility.PUBLIC
    tooltip: Tooltip = Tooltip.NETWORK_CTA
    preference: Preference | None = None


def change(account: Account, wish: Wish) -> tuple[Account, EventKind | None]:
    """Returns the account as it is to be, with the event that says so; None where it is so already.

    Raises:
        AccountClosed: a closed account does nothing for itself.
        NotFound: an erased account is nobody's to open or close.
    """
    match wish.act:
        case AccountAct.DEACTIVATE_FREELANCER | AccountAct.REACTIVATE_FREELANCER:
            if account.status is Status.ERASED:
                raise errors.NotFound(path=("input", "freelancerId"))
        case _:
            if account.status is not Status.ACTIVE:
                raise errors.AccountClosed
    changed, event = _changed(account, wish)
    return changed, None if changed == account else event


def _changed(account: Account, wish: Wish) -> tuple[Account, EventKind]:
    match wish.act:
        case AccountAct.SET_PROFILE_VISIBILITY:
            return replace(account, visibility=wish.visibility), EventKind.VISIBILITY_SET
        case AccountAct.DISMISS_TOOLTIP:
            seen = tuple(sorted({*account.dismissed_tooltips, wish.tooltip}))
            return replace(account, dismissed_tooltips=seen), EventKind.TOOLTIP_DISMISSED
        case AccountAct.SET_NOTIFICATION_PREFERENCE:
            muted = _muted(account.muted, wish.preference) if wish.preference else account.muted
            return replace(account, muted=muted), EventKind.NOTIFICATION_PREFERENCE_SET
        case AccountAct.DEACTIVATE_FREELANCER:
            is_new = account.status is Status.ACTIVE
            closed = replace(account, status=Status.DEACTIVATED, closings=account.closings + is_new)
            return closed, EventKind.FREELANCER_DEACTIVATED
        case AccountAct.REACTIVATE_FREELANCER:
            return replace(account, status=Status.ACTIVE), EventKind.FREELANCER_REACTIVATED


def _muted(before: tuple[NotificationKind, ...], wish: Preference) -> tuple[NotificationKind, ...]:
    others = {*before} - {wish.kind}
    return tuple(sorted(others if NotificationChannel.IN_APP in wish.channels else {*others, wish.kind}))
