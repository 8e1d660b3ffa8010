"""The rules of inviting by e-mail: they read the sender's own side alone, whoever has the address (R32)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .. import errors
from .eligibility import Standing
from .guards import Guard, check
from .pair import Pair
from .people import EntryPoint, Status
from .quotas import QuotaKind, require_left
from .rules import DECLINES_BEFORE_SILENCE, Rules


class EmailAct(StrEnum):
    """What is done about an invitation by e-mail, each named as its mutation."""

    INVITE_BY_EMAIL = "inviteByEmail"
    WITHDRAW_EMAIL_INVITATION = "withdrawEmailInvitation"
    REDEEM_EMAIL_INVITATION = "redeemEmailInvitation"


class ErrandKind(StrEnum):
    """What is still to be done about an invitation by e-mail once its sender has been answered."""

    INVITE = "INVITE"
    REMIND = "REMIND"
    TAKE_BACK = "TAKE_BACK"
    BRING = "BRING"
    """Brings a person who joined, or followed a link, all that waits for their address; it is about the person."""


class Stage(StrEnum):
    """Where an errand stands; one that is done is gone."""

    WAITING = "WAITING"
    HELD = "HELD"
    """Ready to be mailed, kept because no mail server is set."""
    DEAD = "DEAD"
    """Given up after too many tries, for an operator to see to."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What lies between a sender and one address, on the sender's side."""

    is_own: bool = False
    """Whether it is the sender's own address."""
    open: str | None = None
    """The sender's invitation to it that shows pending."""
    withdrawn_at: datetime | None = None
    """When the sender last withdrew one."""


GUARDS = (Guard.PHASE, Guard.AUDIENCE, Guard.ELIGIBILITY)


def may_write(said: Correspondence, me: str, standing: Standing, rules: Rules, now: datetime) -> bool:
    """Tells whether a new invitation is to be written; not where one shows pending, which is returned unchanged.

    The order is that of R17. Everything asked is of the sender's own side.

    Raises:
        AccountClosed: the sender cannot act at all.
        Refused: a rule says no; nothing is to be written.
    """
    if standing.status is not Status.ACTIVE:
        raise errors.AccountClosed
    if said.is_own:
        raise errors.NotYourself(path=("input", "address"))
    if said.open:
        return False
    pair = Pair(me, "", withdrawn_at=said.withdrawn_at)
    for guard in GUARDS:
        check(guard, pair, standing, rules, now, EntryPoint.EMAIL_INVITE)
    require_left(QuotaKind.EMAIL_INVITATIONS_PER_DAY, standing, rules)
    for guard in (Guard.NETWORK_SIZE, Guard.COOL_DOWN):
        check(guard, pair, standing, rules, now)
    return True


def waits_when_met(pair: Pair) -> bool:
    """Tells whether an invitation by e-mail of ``pair.me`` is to wait for ``pair.other``, whose address it was sent to.

    Nobody is told where it is not: capped and blocked pairs are passed over, and where one invitation of the two stands
    already, or they are connected, there is nothing to add to it.
    """
    return (
        pair.me != pair.other
        and pair.other_status is Status.ACTIVE
        and not (pair.is_blocked_by_me or pair.is_blocked_by_other)
        and pair.declines < DECLINES_BEFORE_SILENCE
        and not (pair.connected_since or pair.invitation or pair.emailed)
    )


TRIES = 7
"""How often a mail is tried before it is given up: over some 23 hours."""


def wait_after(attempts: int) -> timedelta:
    """Returns how long a mail rests after so many tries that failed: a minute, then four times as long each time.

    >>> [str(wait_after(tried)) for tried in (1, 2, 3, 6)]
    ['0:01:00', '0:04:00', '0:16:00', '17:04:00']
    """
    return timedelta(minutes=4 ** (attempts - 1))
