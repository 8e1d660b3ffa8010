"""Refusals of a rule as GraphQL types: each error of the domain becomes one member of a result union."""

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import strawberry

from confrere.graph import errors
from confrere.graph.model.rules import Audience, Phase

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .scalars import DateTime

if TYPE_CHECKING:
    from .conversations import Conversation
    from .freelancers import Freelancer
    from .jobs import Job
    from .limits import Eligibility, Quota
    from .teams import Team

Done = TypeVar("Done")


@strawberry.enum(description="Rules that refuse, told only to the one who tried.")
class UserErrorCode(Enum):
    """A code for programs."""

    ALREADY_CONNECTED = strawberry.enum_value("ALREADY_CONNECTED", description="The two are connected.")
    ALREADY_REFERRED = strawberry.enum_value(
        "ALREADY_REFERRED", description="The viewer has already referred someone for the job."
    )
    BLOCKED_BY_YOU = strawberry.enum_value("BLOCKED_BY_YOU", description="The viewer blocked this person.")
    BAD_TOKEN = strawberry.enum_value("BAD_TOKEN", description="The link is used up, expired or wrong.")
    BAD_VALUE = strawberry.enum_value("BAD_VALUE", description="A value is not usable.")
    CONVERSATION_CLOSED = strawberry.enum_value(
        "CONVERSATION_CLOSED", description="The conversation takes no more messages."
    )
    COOL_DOWN = strawberry.enum_value("COOL_DOWN", description="Too soon after the viewer's own withdrawal.")
    HOURS_EXCEEDED = strawberry.enum_value(
        "HOURS_EXCEEDED", description="The viewer would be booked beyond their hours."
    )
    INVITATION_GONE = strawberry.enum_value(
        "INVITATION_GONE", description="The invitation no longer waits for the viewer."
    )
    JOB_CLOSED = strawberry.enum_value("JOB_CLOSED", description="The job is not open for this.")
    JOB_PRIVATE = strawberry.enum_value("JOB_PRIVATE", description="The job is private and cannot be referred.")
    NOT_ALLOWED = strawberry.enum_value("NOT_ALLOWED", description="Seen, and not or no longer for the viewer to do.")
    NOT_A_FREELANCER = strawberry.enum_value(
        "NOT_A_FREELANCER", description="Clients and agencies cannot be connected with."
    )
    NOT_CONNECTED = strawberry.enum_value("NOT_CONNECTED", description="The two are not connected.")
    NOT_ELIGIBLE = strawberry.enum_value("NOT_ELIGIBLE", description="The viewer may not invite now.")
    NOT_FOUND = strawberry.enum_value("NOT_FOUND", description="Nothing the viewer may act on has this id.")
    NOT_IN_NETWORK = strawberry.enum_value("NOT_IN_NETWORK", description="Someone is not in the viewer's network.")
    NOT_REFERABLE = strawberry.enum_value("NOT_REFERABLE", description="This person cannot be referred for the job.")
    NOT_YOURSELF = strawberry.enum_value("NOT_YOURSELF", description="Not possible with oneself.")
    QUOTA_REACHED = strawberry.enum_value("QUOTA_REACHED", description="A limit of the viewer is used up.")
    ROLLOUT_CLOSED = strawberry.enum_value("ROLLOUT_CLOSED", description="Not offered to the viewer in this phase.")
    TERMS_CHANGED = strawberry.enum_value("TERMS_CHANGED", description="The terms changed meanwhile.")
    TOO_LONG = strawberry.enum_value("TOO_LONG", description="A value is too long or too large.")
    TOO_SHORT = strawberry.enum_value("TOO_SHORT", description="A value is too short or too small.")
    UNAVAILABLE = strawberry.enum_value(
        "UNAVAILABLE", description="Not possible with this person, for a reason that is not told."
    )


@strawberry.interface(description="A refusal by a rule, visible only to the one who tried.")
class UserError:
    """What every refusal tells."""

    code: UserErrorCode = strawberry.field(description="Which rule, for programs.")
    message: str = strawberry.field(description="What to do, for people.")
    path: list[str] = strawberry.field(description="The input field at fault, empty when none is.")


@strawberry.type(
    description="Not possible with this person, one and the same whether absent, private, blocking, deactivated or "
    "otherwise closed to the viewer."
)
class Unavailable(UserError):
    """R17's one error."""


@strawberry.type(description="Not possible with oneself.")
class NotYourself(UserError):
    """The caller is the person."""


@strawberry.type(description="Clients and agencies cannot be found, connected with or be members of teams.")
class NotAFreelancer(UserError):
    """The id names a client or an agency, or the caller is one."""


@strawberry.type(description="The two are not connected, one and the same for people who do not exist.")
class NotConnected(UserError):
    """Nothing to remove."""


@strawberry.type(
    description="The invitation no longer waits for the viewer, one and the same for invitations that do not exist."
)
class InvitationGone(UserError):
    """Nothing to answer or take back."""


@strawberry.type(description="The viewer's own block stands in the way.")
class BlockedByYou(UserError):
    """Unblock first."""


@strawberry.type(description="Nothing the viewer may act on has this id, one and the same when absent and when hidden.")
class NotFound(UserError):
    """Nobody to act on."""


@strawberry.type(description="The two are connected.")
class AlreadyConnected(UserError):
    """Nothing to invite to."""

    person: strawberry.Private[str]

    @strawberry.field(description="The connected person.")
    async def freelancer(
        self, info: strawberry.Info[Context, None]
    ) -> Annotated["Freelancer", strawberry.lazy("confrere.api.freelancers")]:
        """Reads the person."""
        from .freelancers import require_person

        return await require_person(info, self.person)


@strawberry.type(description="The conversation takes no more messages, for a reason that is not told.")
class ConversationClosed(UserError):
    """R35's one error."""

    known: strawberry.Private[str]

    @strawberry.field(description="Which conversation.")
    async def conversation(
        self, info: strawberry.Info[Context, None]
    ) -> Annotated["Conversation", strawberry.lazy("confrere.api.conversations")]:
        """Reads it."""
        from .conversations import require_conversation

        return await require_conversation(info.context, self.known)


@strawberry.type(description="The viewer sees it but may not do this, or not any more.")
class NotAllowed(UserError):
    """Another's, or too old."""


@strawberry.type(description="The viewer may not invite now.")
class NotEligible(UserError):
    """R2 is not met."""

    eligibility: Annotated["Eligibility", strawberry.lazy("confrere.api.limits")] = strawberry.field(
        description="What is missing."
    )


@strawberry.type(description="Too soon after the viewer's own withdrawal.")
class CoolDown(UserError):
    """R17's cool-down."""

    retry_at: DateTime = strawberry.field(description="When to try again.")


@strawberry.type(description="A limit of the viewer is used up.")
class QuotaReached(UserError):
    """R9 and R22."""

    quota: Annotated["Quota", strawberry.lazy("confrere.api.limits")] = strawberry.field(
        description="The limit and when it resets."
    )


@strawberry.type(description="Not offered to the viewer in this phase.")
class RolloutClosed(UserError):
    """R7."""

    audience: Audience = strawberry.field(description="Who may act now.")
    phase: Phase = strawberry.field(description="The phase the product is in.")


@strawberry.type(description="The job is not open for this.")
class JobClosed(UserError):
    """Filled, done or called off."""

    job_id: strawberry.Private[str]

    @strawberry.field(description="Which job.")
    async def job(self, info: strawberry.Info[Context, None]) -> Annotated["Job", strawberry.lazy("confrere.api.jobs")]:
        """Reads the job."""
        from .jobs import require_job

        return await require_job(info.context, self.job_id)


@strawberry.type(description="The referral breaks a rule, without telling what others did.")
class ReferralRefused(UserError):
    """R40."""


@strawberry.type(description="The viewer would be booked beyond their hours.")
class HoursExceeded(UserError):
    """R38."""

    hours_left: float = strawberry.field(description="Hours a week the viewer has left.")


@strawberry.type(description="The link is used up, expired, forwarded or wrong, one and the same for all.")
class BadToken(UserError):
    """R32."""


@strawberry.type(
    description="Someone is not in the viewer's network, one and the same for every reason and for those who do not "
    "exist."
)
class NotInNetwork(UserError):
    """R36."""

    freelancer_ids: list[strawberry.ID] = strawberry.field(description="The ids at fault as given.")


@strawberry.type(description="The terms changed meanwhile.")
class TermsChanged(UserError):
    """R38."""

    team_id: strawberry.Private[str]

    @strawberry.field(description="The team with its current terms.")
    async def team(
        self, info: strawberry.Info[Context, None]
    ) -> Annotated["Team", strawberry.lazy("confrere.api.teams")]:
        """Reads the team."""
        from .teams import require_team

        return await require_team(info, self.team_id)


@strawberry.type(description="A value is not usable.")
class InvalidInput(UserError):
    """A field of the input breaks a limit."""

    limit: int | None = strawberry.field(description="The limit it breaks.")


_PLAIN: dict[type[errors.Refused], type[UserError]] = {
    errors.Unavailable: Unavailable,
    errors.NotYourself: NotYourself,
    errors.NotAFreelancer: NotAFreelancer,
    errors.BlockedByYou: BlockedByYou,
    errors.NotConnected: NotConnected,
    errors.NotAllowed: NotAllowed,
    errors.NotFound: NotFound,
    errors.InvitationGone: InvitationGone,
    errors.BadToken: BadToken,
}


def refusal(refused: errors.Refused) -> UserError:
    """Shapes a refusal; the one place where errors of the domain become GraphQL."""
    from .limits import Eligibility, Quota

    told: dict[str, Any] = {"message": refused.message, "path": list(refused.path)}
    match refused:
        case errors.InvalidInput():
            return InvalidInput(code=UserErrorCode[refused.value_code], limit=refused.limit, **told)
        case errors.AlreadyConnected():
            return AlreadyConnected(code=UserErrorCode.ALREADY_CONNECTED, person=refused.person, **told)
        case errors.NotEligible():
            return NotEligible(code=UserErrorCode.NOT_ELIGIBLE, eligibility=Eligibility.of(refused.eligibility), **told)
        case errors.CoolDown():
            return CoolDown(code=UserErrorCode.COOL_DOWN, retry_at=DateTime(refused.retry_at), **told)
        case errors.QuotaReached():
            return QuotaReached(code=UserErrorCode.QUOTA_REACHED, quota=Quota.of(refused.quota), **told)
        case errors.RolloutClosed():
            return RolloutClosed(
                code=UserErrorCode.ROLLOUT_CLOSED, audience=refused.audience, phase=refused.phase, **told
            )
        case _:
            return _of_talk_and_work(refused, told)


def _of_talk_and_work(refused: errors.Refused, told: dict[str, Any]) -> UserError:
    match refused:
        case errors.ConversationClosed():
            return ConversationClosed(code=UserErrorCode.CONVERSATION_CLOSED, known=refused.conversation, **told)
        case errors.JobClosed():
            return JobClosed(code=UserErrorCode.JOB_CLOSED, job_id=refused.job, **told)
        case errors.ReferralRefused():
            return ReferralRefused(code=UserErrorCode[refused.value_code], **told)
        case errors.HoursExceeded():
            return HoursExceeded(code=UserErrorCode.HOURS_EXCEEDED, hours_left=float(refused.hours_left), **told)
        case errors.NotInNetwork():
            ids = [strawberry.ID(each) for each in refused.people]
            return NotInNetwork(code=UserErrorCode.NOT_IN_NETWORK, freelancer_ids=ids, **told)
        case errors.TermsChanged():
            return TermsChanged(code=UserErrorCode.TERMS_CHANGED, team_id=refused.team, **told)
        case _:
            return _PLAIN[type(refused)](code=UserErrorCode[refused.code], **told)


async def or_refusal(context: Context, act: Callable[[], Awaitable[Done]], shape: Callable[[Done], object]) -> Any:
    """Answers with the payload, or with the refusal of a rule as a member of the union."""
    try:
        done = await act()
    except errors.Refused as refused:
        return refusal(refused)
    finally:
        context.forget()
    return shape(done)
