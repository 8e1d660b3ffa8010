"""How strong a tie is: what two people did together, how long ago, and how much they talk."""

from datetime import datetime, timedelta

TOGETHER, RECENCY, TALK = 0.4, 0.4, 0.2
"""What each of the three counts for."""

HALF_LIFE = timedelta(days=365)
"""After so long without a joint job or a message, a tie's recency counts half."""

MESSAGES = 20
"""So many messages count half of what talk can count."""


def togetherness(jobs: int) -> float:
    """Returns how close so many jobs done together bring two people, 0 to 1: one half by one, 0.75 by two."""
    return float(1 - 0.5**jobs)


def strength(*, since: datetime, jobs: int, last_job_at: datetime | None, messages: int, now: datetime) -> float:
    """Returns the strength of a connection, 0 to 1.

    Args:
        since: when the two connected.
        jobs: how many jobs they completed in one team.
        last_job_at: when the last of these was completed.
        messages: how many messages they exchanged.
        now: the moment of asking.
    """
    idle = now - max(since, last_job_at or since)
    recency = 0.5 ** (max(idle, timedelta()) / HALF_LIFE)
    talk = 1 - 0.5 ** (messages / MESSAGES)
    return float(TOGETHER * togetherness(jobs) + RECENCY * recency + TALK * talk)
