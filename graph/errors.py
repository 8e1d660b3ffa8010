"""Every refusal of the domain, as one tree; each has a stable code and a sentence that says what to do.

ConfrereError
├── Refused                 a rule says no, told only to the one who tried
│   ├── Unavailable         one and the same for every cause on the other side (R17)
│   ├── NotYourself
│   ├── NotAFreelancer
│   ├── BlockedByYou        the caller's own block stands in the way
│   ├── AlreadyConnected
│   ├── NotConnected
│   ├── ConversationClosed  nothing connects the two any more, for a reason that is not told
│   ├── NotFound            one and the same when absent and when hidden
│   ├── InvitationGone
│   ├── NotEligible         carries the eligibility
│   ├── RolloutClosed       carries audience and phase
│   ├── QuotaReached        carries the quota
│   ├── CoolDown            carries when to try again
│   ├── HoursExceeded       carries the hours left
│   ├── BadToken            a link that is not good, one and the same for every cause
│   ├── NotInNetwork        carries who is not, one and the same for every cause
│   ├── TermsChanged        carries the team
│   └── Worded              says what to do in words of its own
│       ├── NotAllowed      seen, and not (or no longer) for the caller to do
│       ├── JobClosed       carries the job
│       ├── ReferralRefused carries the rule, which tells nothing of what others did
│       └── InvalidInput    carries the field and the limit
├── AccountClosed           the caller's own account is deactivated, erased or unknown
├── IdempotencyConflict     one key, two different inputs
├── OutcomeUnknown          the answer to a commit was lost and could not be asked for again
└── DatabaseUnavailable     the database does not answer
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from .model.eligibility import Eligibility
from .model.quotas import Quota
from .model.rules import Audience, Phase


class ConfrereError(Exception):
    """Anything this product says no with."""

    code: ClassVar[str] = "INTERNAL"


class Refused(ConfrereError):
    """A rule refuses; nothing has changed."""

    sentence: ClassVar[str] = ""

    def __init__(self, *, path: tuple[str, ...] = ()) -> None:
        super().__init__(self.sentence)
        self.path = path

    @property
    def message(self) -> str:
        """What to do, for people."""
        return self.sentence


class Worded(Refused):
    """A refusal that says what to do in words of its own; ``sentence`` where there is no more to say."""

    def __init__(self, message: str = "", *, path: tuple[str, ...] = ()) -> None:
        super().__init__(path=path)
        self._message = message or self.sentence

    @property
    def message(self) -> str:
        """What to do, for people."""
        return self._message


class Unavailable(Refused):
    """Not possible with this person, and never why."""

    code = "UNAVAILABLE"
    sentence = "This is not possible with this person. There is nothing to be done about it here."


class NotYourself(Refused):
    """Not possible with oneself."""

    code = "NOT_YOURSELF"
    sentence = "This is you. Choose somebody else."


class NotAFreelancer(Refused):
    """Clients and agencies are neither networks nor in networks (R20)."""

    code = "NOT_A_FREELANCER"
    sentence = "Only freelancers connect with each other; clients and agencies cannot be part of a network."


class BlockedByYou(Refused):
    """The caller's own block stands in the way."""

    code = "BLOCKED_BY_YOU"
    sentence = "You blocked this person. Unblock them first."


class AlreadyConnected(Refused):
    """The two are connected."""

    code = "ALREADY_CONNECTED"
    sentence = "You are connected already."

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person


class NotConnected(Refused):
    """The two are not connected, one and the same for people who do not exist."""

    code = "NOT_CONNECTED"
    sentence = "This person is not in your network."


class ConversationClosed(Refused):
    """Nothing connects the two any more, and never why (R35)."""

    code = "CONVERSATION_CLOSED"
    sentence = "This conversation takes no more messages. You can still read it."

    def __init__(self, conversation: str) -> None:
        super().__init__()
        self.conversation = conversation


class NotAllowed(Worded):
    """The caller sees it and may not do this, or not any more."""

    code = "NOT_ALLOWED"
    sentence = "This is not possible, or not any more."


class NotFound(Refused):
    """Nothing the caller may act on has this id."""

    code = "NOT_FOUND"
    sentence = "There is nothing here that you may act on. Check the id."


class InvitationGone(Refused):
    """The invitation does not wait for the caller, whatever the cause (R13)."""

    code = "INVITATION_GONE"
    sentence = "This invitation no longer waits for you. Reload your list to see the open ones."


class NotEligible(Refused):
    """The caller may not invite now."""

    code = "NOT_ELIGIBLE"
    sentence = "You cannot invite yet. Your connections and open invitations stay; see what is missing."

    def __init__(self, eligibility: Eligibility) -> None:
        super().__init__()
        self.eligibility = eligibility


class RolloutClosed(Refused):
    """Not offered to the caller in this phase."""

    code = "ROLLOUT_CLOSED"
    sentence = "This is being tried with a small group first and is not open to you yet."

    def __init__(self, audience: Audience, phase: Phase) -> None:
        super().__init__()
        self.audience = audience
        self.phase = phase


class QuotaReached(Refused):
    """A limit of the caller is used up."""

    code = "QUOTA_REACHED"
    sentence = "You have reached a limit. See the quota for how many are left and when more become available."

    def __init__(self, quota: Quota) -> None:
        super().__init__()
        self.quota = quota


class CoolDown(Refused):
    """Too soon after the caller's own withdrawal."""

    code = "COOL_DOWN"
    sentence = "You withdrew an invitation to this person a short while ago. Try again later."

    def __init__(self, retry_at: datetime) -> None:
        super().__init__()
        self.retry_at = retry_at


class JobClosed(Worded):
    """The job is not open for this."""

    code = "JOB_CLOSED"
    sentence = "This job is not open for this any more. Reload it to see where it stands."

    def __init__(self, job: str, message: str = "") -> None:
        super().__init__(message)
        self.job = job


class ReferralRefused(Worded):
    """A referral breaks a rule (R40); its message tells nothing of what others did."""

    def __init__(self, value_code: str, message: str, *, path: tuple[str, ...]) -> None:
        super().__init__(message, path=path)
        self.value_code = value_code


class HoursExceeded(Refused):
    """The caller would be booked beyond their hours."""

    code = "HOURS_EXCEEDED"
    sentence = "You have promised too many hours already. Offer fewer, or withdraw another proposal."

    def __init__(
        self, hours_left: Decimal, *, path: tuple[str, ...] = ("input", "content", "single", "terms", "weeklyHours")
    ) -> None:
        super().__init__(path=path)
        self.hours_left = hours_left


class BadToken(Refused):
    """The link is used up, run out, passed on or guessed, one and the same for all (R32)."""

    code = "BAD_TOKEN"
    sentence = "This link is not good: it was used, is over, or was sent to another address than yours."


class NotInNetwork(Refused):
    """Somebody is not in the caller's network: not connected, deactivated, blocked or nobody at all (R36)."""

    code = "NOT_IN_NETWORK"
    sentence = "A team is formed from your own network. Leave these people out, or connect with them first."

    def __init__(self, people: Sequence[str]) -> None:
        super().__init__(path=("input", "members"))
        self.people = tuple(people)


class TermsChanged(Refused):
    """The caller has read an older version of the terms (R38)."""

    code = "TERMS_CHANGED"
    sentence = "The terms changed meanwhile. Read them again, then answer."

    def __init__(self, team: str) -> None:
        super().__init__(path=("input", "termsVersion"))
        self.team = team


class InvalidInput(Worded):
    """A value is not usable."""

    def __init__(self, message: str, *, path: tuple[str, ...], code: str = "BAD_VALUE", limit: int | None = None):
        super().__init__(message, path=path)
        self.value_code = code
        self.limit = limit


class AccountClosed(ConfrereError):
    """The caller's account cannot act: it is deactivated, erased or not known."""

    code = "ACCOUNT_CLOSED"


class IdempotencyConflict(ConfrereError):
    """An idempotency key was used before with another input."""

    code = "IDEMPOTENCY_CONFLICT"


class OutcomeUnknown(ConfrereError):
    """Whether the act took effect is not known; the same key gives a definite answer."""

    code = "OUTCOME_UNKNOWN"


class DatabaseUnavailable(ConfrereError):
    """The database does not answer."""

    code = "DATABASE_UNAVAILABLE"

    def __init__(
        self, message: str = "The database does not answer, or is busy starting. Try again in a moment."
    ) -> None:
        super().__init__(message)
