"""Limits against floods: how many are allowed, left, and when more become available (R9, R22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .. import errors
from .eligibility import DAY, MINUTE, Standing
from .rules import Rules


class QuotaKind(StrEnum):
    """What is limited."""

    EMAIL_INVITATIONS_PER_DAY = "EMAIL_INVITATIONS_PER_DAY"
    INVITATIONS_OUTSTANDING = "INVITATIONS_OUTSTANDING"
    INVITATIONS_PER_DAY = "INVITATIONS_PER_DAY"
    MESSAGES_PER_MINUTE = "MESSAGES_PER_MINUTE"
    NETWORK_SIZE = "NETWORK_SIZE"
    TEAM_CHANGES_PER_DAY = "TEAM_CHANGES_PER_DAY"


@dataclass(frozen=True, slots=True)
class Quota:
    """One limit of one person at one moment."""

    kind: QuotaKind
    limit: int
    remaining: int
    reset_at: datetime | None
    """When more become available; None when that depends on acts alone."""


def quota(kind: QuotaKind, standing: Standing, rules: Rules) -> Quota:
    """Counts what is left; a declined invitation counts like an unanswered one, as its sender sees it."""
    match kind:
        case QuotaKind.INVITATIONS_PER_DAY:
            return _within(kind, rules.invitations_per_day, standing.sent_today, DAY)
        case QuotaKind.MESSAGES_PER_MINUTE:
            return _within(kind, rules.messages_per_minute, standing.messages_lately, MINUTE)
        case QuotaKind.EMAIL_INVITATIONS_PER_DAY:
            return _within(kind, rules.email_invitations_per_day, standing.emailed_today, DAY)
        case QuotaKind.TEAM_CHANGES_PER_DAY:
            return team_changes(standing.teams_changed_today, rules)
        case QuotaKind.INVITATIONS_OUTSTANDING:
            return _lapsing(kind, rules.invitations_outstanding, standing.outstanding, standing)
        case QuotaKind.NETWORK_SIZE:
            return _lapsing(kind, rules.max_connections, standing.places_taken, standing)


def require_left(kind: QuotaKind, standing: Standing, rules: Rules) -> None:
    """Checks that something is left of a limit.

    Raises:
        QuotaReached: it is used up.
    """
    require(quota(kind, standing, rules))


def require(left: Quota) -> None:
    """Checks that something is left of a limit that was counted.

    Raises:
        QuotaReached: it is used up.
    """
    if left.remaining <= 0:
        raise errors.QuotaReached(left)


def team_changes(made: Sequence[datetime], rules: Rules) -> Quota:
    """Counts how often somebody may still ask the people of teams, given when they did within a day."""
    return _within(QuotaKind.TEAM_CHANGES_PER_DAY, rules.team_changes_per_day, made, DAY)


def _within(kind: QuotaKind, limit: int, sent: Sequence[datetime], window: timedelta) -> Quota:
    """Counts what was sent within a window that moves on."""
    # Where a limit was lowered below what was sent already, more than one has to leave the window first.
    frees = sent[max(0, len(sent) - limit)] + window if sent else None
    return _left(kind, limit, len(sent), frees)


def _lapsing(kind: QuotaKind, limit: int, used: int, standing: Standing) -> Quota:
    """Counts what frees by itself when an invitation runs out, unless more than one has to."""
    return _left(kind, limit, used, standing.first_lapse if used <= limit else None)


def _left(kind: QuotaKind, limit: int, used: int, reset_at: datetime | None = None) -> Quota:
    return Quota(kind, limit, max(0, limit - used), reset_at)
