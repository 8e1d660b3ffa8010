"""Who may send invitations: judged at the moment of the act from dated records (R2, R3, R7)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .money import to_usd_minor
from .people import Status
from .rules import Audience, Rules

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Requirement(StrEnum):
    """A rule for inviting that is not met."""

    EARNINGS = "EARNINGS"
    JOB_INVITES = "JOB_INVITES"
    TOP_RATED = "TOP_RATED"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a freelancer's own records say at one moment; counts are over the windows of R2 and R22."""

    status: Status
    in_test_group: bool
    job_success_score: int | None
    top_rated_weeks: int
    job_invites: int
    earned_minor: int
    earned_currency: str
    sent_today: tuple[datetime, ...]
    """When each invitation of the last 24 hours was sent, oldest first."""
    outstanding: int
    """Own invitations that show pending."""
    connections: int
    """Connections the person sees."""
    messages_lately: tuple[datetime, ...] = ()
    """When each message of the last minute was sent, oldest first."""
    first_lapse: datetime | None = None
    """When the first of the own invitations that show pending runs out."""
    emailed_today: tuple[datetime, ...] = ()
    """When each invitation by e-mail of the last 24 hours was sent, oldest first."""
    teams_changed_today: tuple[datetime, ...] = ()
    """When the person asked the people of a team anything within the last 24 hours, oldest first."""

    @property
    def places_taken(self) -> int:
        """Connections and the places that own pending invitations reserve (R9)."""
        return self.connections + self.outstanding


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether somebody may invite now, and what is missing."""

    job_invites: int
    min_job_invites: int
    earnings_minor: int
    min_earnings_minor: int
    missing: tuple[Requirement, ...]

    @property
    def is_eligible(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def eligibility(standing: Standing, rules: Rules) -> Eligibility:
    """Judges the dated records of one person under the rules in force; earnings in US cents."""
    earned = to_usd_minor(standing.earned_minor, standing.earned_currency)
    missing: list[Requirement] = []
    if rules.audience is Audience.TOP_RATED:
        if earned < rules.min_earnings_minor:
            missing.append(Requirement.EARNINGS)
        if standing.job_invites < rules.min_invites:
            missing.append(Requirement.JOB_INVITES)
        if not is_top_rated(standing.job_success_score, standing.top_rated_weeks, rules):
            missing.append(Requirement.TOP_RATED)
    return Eligibility(
        job_invites=standing.job_invites,
        min_job_invites=rules.min_invites,
        earnings_minor=earned,
        min_earnings_minor=rules.min_earnings_minor,
        missing=tuple(missing),
    )


def is_in_audience(standing: Standing, rules: Rules) -> bool:
    """Tells whether somebody belongs to those who may send invitations now (R7)."""
    if rules.audience is Audience.TEST_GROUP:
        return standing.in_test_group
    return eligibility(standing, rules).is_eligible


def is_top_rated(job_success_score: int | None, weeks: int, rules: Rules) -> bool:
    """Tells whether a score and the weeks it stood high (of the last 16) make a Top Rated freelancer."""
    return (
        job_success_score is not None
        and job_success_score >= rules.min_job_success_score
        and weeks >= rules.min_top_rated_weeks
    )
