"""What an operator may set: audience, phase and limits, each a documented default of REQUIREMENTS.md."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Audience(StrEnum):
    """Who may send invitations (R7)."""

    EVERYONE = "EVERYONE"
    TEST_GROUP = "TEST_GROUP"
    TOP_RATED = "TOP_RATED"


class Phase(StrEnum):
    """What the product offers (R7)."""

    BETA = "BETA"
    NETWORK_PLUS = "NETWORK_PLUS"
    TEAMS = "TEAMS"


DECLINES_BEFORE_SILENCE = 4
"""After so many declines of one sender's invitations, that account sends that person no more (R16)."""

DECLINES_OF_A_TEAM = 4
"""After so many times that somebody said no to one lead for one job, or left, that lead asks them no more for it."""

MAX_NOTE = 300
"""Longest personal note, in characters (R11)."""

MAX_STEPS = 20
"""Most clicks an invitation may claim (R49)."""


MAX_MESSAGE = 100_000
"""Longest message, in characters (R34)."""

MAX_LINKS = 10
"""Most links that a message carries."""


SLATE_DAYS = 90
"""For so many days it is kept what was suggested to whom."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings every decision reads; money in minor units of US dollars, terms in whole days."""

    audience: Audience = Audience.TOP_RATED
    phase: Phase = Phase.NETWORK_PLUS
    min_invites: int = 10
    min_earnings_minor: int = 100_000
    min_job_success_score: int = 90
    min_top_rated_weeks: int = 13
    max_connections: int = 30_000
    invitation_days: int = 30
    cool_down_days: int = 7
    invitations_per_day: int = 50
    invitations_outstanding: int = 300
    email_invitations_per_day: int = 20
    dismissal_days: int = 180
    messages_per_minute: int = 60
    team_changes_per_day: int = 50
    job_offers_per_day: int = 500
    message_minutes: int = 15
    team_forms: frozenset[str] = frozenset({"SUBCONTRACT", "JOINT_PROPOSAL", "COLLABORATION"})
    """The forms of working together that are switched on (R38)."""

    @property
    def term(self) -> timedelta:
        """How long an invitation shows pending."""
        return timedelta(days=self.invitation_days)

    @property
    def message_window(self) -> timedelta:
        """For how long one's own message can be edited or deleted."""
        return timedelta(minutes=self.message_minutes)

    @property
    def cool_down(self) -> timedelta:
        """How long after a withdrawal the same sender waits; zero turns it off."""
        return timedelta(days=self.cool_down_days)

    @property
    def dismissal(self) -> timedelta:
        """How long somebody dismissed is not suggested."""
        return timedelta(days=self.dismissal_days)


def year_before(now: datetime) -> datetime:
    """Returns the open start of the twelve-month window (R2): the same UTC day and time last year.

    29 February falls on 28 February of a year that has none.
    """
    try:
        return now.replace(year=now.year - 1)
    except ValueError:
        return now.replace(year=now.year - 1, day=28)
