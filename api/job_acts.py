"""Inputs and results of the acts on jobs."""

from typing import Annotated, Self

import strawberry
from strawberry import Info

from confrere.graph.jobs import JobDone
from confrere.graph.model.jobs import Answer

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .inputs import KEY
from .job_inputs import TermsInput
from .jobs import Job, require_job
from .proposals import Proposal, require_proposal
from .referrals import Referral, load_referral, require_referral
from .refusals import (
    HoursExceeded,
    InvalidInput,
    JobClosed,
    NotAFreelancer,
    NotAllowed,
    NotFound,
    NotYourself,
    ReferralRefused,
    RolloutClosed,
    Unavailable,
)
from .viewer import Viewer


@strawberry.input
class OnJob:
    """An act on a job."""

    job_id: strawberry.ID = strawberry.field(description="Which job.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What inviteToJob takes from the viewer.")
class InviteToJobInput:
    """Whom to bring a job to."""

    freelancer_id: strawberry.ID = strawberry.field(description="Whom to invite.")
    job_id: strawberry.ID = strawberry.field(description="Which job.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What declineJobInvite takes from the viewer.")
class DeclineJobInviteInput(OnJob):
    """Which invite."""


@strawberry.input(description="What completeJob takes from the viewer.")
class CompleteJobInput(OnJob):
    """Which job is done."""


@strawberry.input(description="What cancelJob takes from the viewer.")
class CancelJobInput(OnJob):
    """Which job is called off."""


@strawberry.input(description="A proposal by one freelancer.")
class SingleProposal:
    """What one person offers."""

    job_id: strawberry.ID = strawberry.field(description="For which job.")
    terms: TermsInput = strawberry.field(description="What the freelancer gives and gets.")


@strawberry.input(description="Exactly one kind of proposal.", one_of=True)
class ProposalContent:
    """Who offers."""

    single: SingleProposal | None = strawberry.field(default=strawberry.UNSET, description="By the viewer alone.")
    team_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="By a team the viewer leads."
    )


@strawberry.input(description="What sendProposal takes from the viewer.")
class SendProposalInput:
    """An offer to the client."""

    content: ProposalContent = strawberry.field(description="Who offers and on which terms.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What withdrawProposal takes from the viewer.")
class WithdrawProposalInput:
    """One's own offer."""

    proposal_id: strawberry.ID = strawberry.field(description="Which proposal.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What openProposal takes from the viewer.")
class OpenProposalInput:
    """What the client reads."""

    proposal_id: strawberry.ID = strawberry.field(description="Which proposal.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What answerProposal takes from the viewer.")
class AnswerProposalInput:
    """The client's answer."""

    answer: Answer = strawberry.field(description="Yes or no.")
    proposal_id: strawberry.ID = strawberry.field(description="Which proposal.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What referFreelancer takes from the viewer.")
class ReferFreelancerInput:
    """Whom to suggest in one's stead."""

    freelancer_id: strawberry.ID = strawberry.field(description="Whom to refer.")
    job_id: strawberry.ID = strawberry.field(description="Which job.")
    note: str | None = strawberry.field(default=None, description="A note of at most 300 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What answerReferral takes from the viewer.")
class AnswerReferralInput:
    """The candidate's answer."""

    answer: Answer = strawberry.field(description="Yes or no.")
    referral_id: strawberry.ID = strawberry.field(description="Which referral.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type
class JobChange:
    """What an act changed of a job."""

    job_id: strawberry.Private[str]

    @strawberry.field(description="The job as it is now.")
    async def job(self, info: Info[Context, None]) -> Job:
        """Reads the job again."""
        return await require_job(info.context, self.job_id)


@strawberry.type
class ProposalChange:
    """What an act changed of a proposal."""

    changed: strawberry.Private[str]

    @strawberry.field(description="The proposal as it is now.")
    async def proposal(self, info: Info[Context, None]) -> Proposal:
        """Reads the proposal again."""
        return await require_proposal(info, self.changed)


@strawberry.type(description="What postJob changed, visible to the viewer only.")
class PostJobPayload(JobChange):
    """A new job."""


@strawberry.type(description="What inviteToJob changed, visible to the viewer only.")
class InviteToJobPayload(JobChange):
    """The invite stands."""


@strawberry.type(description="What declineJobInvite changed, visible to the viewer only.")
class DeclineJobInvitePayload(JobChange):
    """The job says whether the viewer may refer somebody."""


@strawberry.type
class JobEnd(JobChange):
    """A job that is over, and with it its teams."""

    ended_team_ids: list[strawberry.ID] = strawberry.field(description="Teams that ceased to exist.")

    @classmethod
    def of(cls, done: JobDone) -> Self:
        """Shapes what came of the act."""
        return cls(job_id=done.job, ended_team_ids=[strawberry.ID(each) for each in done.ended])


@strawberry.type(description="What completeJob changed, visible to the viewer only.")
class CompleteJobPayload(JobEnd):
    """The job is done."""


@strawberry.type(description="What cancelJob changed, visible to the viewer only.")
class CancelJobPayload(JobEnd):
    """The job is called off."""


@strawberry.type(description="What sendProposal changed, visible to the viewer only.")
class SendProposalPayload(ProposalChange):
    """The client has it."""


@strawberry.type(description="What withdrawProposal changed, visible to the viewer only.")
class WithdrawProposalPayload(ProposalChange):
    """It is taken back."""


@strawberry.type(description="What openProposal changed, visible to the viewer only.")
class OpenProposalPayload(ProposalChange):
    """It counts as read."""


@strawberry.type(description="What answerProposal changed, visible to the viewer only.")
class AnswerProposalPayload(ProposalChange):
    """It is answered."""


@strawberry.type(description="What referFreelancer changed, visible to the viewer only.")
class ReferFreelancerPayload:
    """The candidate has it."""

    made: strawberry.Private[str | None]

    @strawberry.field(description="The new referral.")
    async def referral(self, info: Info[Context, None]) -> Referral:
        """Reads the referral."""
        return await require_referral(info, self.made)


@strawberry.type(description="What answerReferral changed, visible to the viewer only.")
class AnswerReferralPayload:
    """It is answered."""

    answered_referral_id: strawberry.ID = strawberry.field(description="The referral answered.")

    @strawberry.field(description="The accepted referral, null when declined.")
    async def referral(self, info: Info[Context, None]) -> Referral | None:
        """Reads the referral again."""
        return await load_referral(info, self.answered_referral_id)

    @strawberry.field(description="The viewer with the new lists.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


PostJobResult = Annotated[
    PostJobPayload | InvalidInput | NotAllowed,
    strawberry.union("PostJobResult", description="What came of postJob, visible to the viewer only."),
]
InviteToJobResult = Annotated[
    InviteToJobPayload | JobClosed | NotAFreelancer | NotAllowed | NotFound | Unavailable,
    strawberry.union("InviteToJobResult", description="What came of inviteToJob, visible to the viewer only."),
]
DeclineJobInviteResult = Annotated[
    DeclineJobInvitePayload | JobClosed | NotFound,
    strawberry.union(
        "DeclineJobInviteResult", description="What came of declineJobInvite, visible to the viewer only."
    ),
]
SendProposalResult = Annotated[
    SendProposalPayload | HoursExceeded | InvalidInput | JobClosed | NotAllowed | NotFound,
    strawberry.union("SendProposalResult", description="What came of sendProposal, visible to the viewer only."),
]
WithdrawProposalResult = Annotated[
    WithdrawProposalPayload | NotAllowed | NotFound,
    strawberry.union(
        "WithdrawProposalResult", description="What came of withdrawProposal, visible to the viewer only."
    ),
]
OpenProposalResult = Annotated[
    OpenProposalPayload | NotFound,
    strawberry.union("OpenProposalResult", description="What came of openProposal, visible to the viewer only."),
]
AnswerProposalResult = Annotated[
    AnswerProposalPayload | JobClosed | NotAllowed | NotFound,
    strawberry.union("AnswerProposalResult", description="What came of answerProposal, visible to the viewer only."),
]
ReferFreelancerResult = Annotated[
    ReferFreelancerPayload
    | InvalidInput
    | JobClosed
    | NotAFreelancer
    | NotFound
    | NotYourself
    | ReferralRefused
    | RolloutClosed,
    strawberry.union("ReferFreelancerResult", description="What came of referFreelancer, visible to the viewer only."),
]
AnswerReferralResult = Annotated[
    AnswerReferralPayload | JobClosed | NotFound | RolloutClosed,
    strawberry.union("AnswerReferralResult", description="What came of answerReferral, visible to the viewer only."),
]
CompleteJobResult = Annotated[
    CompleteJobPayload | JobClosed | NotAllowed | NotFound,
    strawberry.union("CompleteJobResult", description="What came of completeJob, visible to the viewer only."),
]
CancelJobResult = Annotated[
    CancelJobPayload | JobClosed | NotAllowed | NotFound,
    strawberry.union("CancelJobResult", description="What came of cancelJob, visible to the viewer only."),
]
