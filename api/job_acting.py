"""What can be done with jobs; what the rules make of it stands in ``graph.model.jobs``."""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry import Info

from confrere.graph import errors
from confrere.graph.jobs import JobDone, JobRequest, act_on_job, post_job
from confrere.graph.model.ids import IdKind
from confrere.graph.model.jobs import JobAct, JobWish

from .context import Context
from .inputs import WHAT, usable_key, usable_note
from .job_acts import (
    AnswerProposalInput,
    AnswerProposalPayload,
    AnswerProposalResult,
    AnswerReferralInput,
    AnswerReferralPayload,
    AnswerReferralResult,
    CancelJobInput,
    CancelJobPayload,
    CancelJobResult,
    CompleteJobInput,
    CompleteJobPayload,
    CompleteJobResult,
    DeclineJobInviteInput,
    DeclineJobInvitePayload,
    DeclineJobInviteResult,
    InviteToJobInput,
    InviteToJobPayload,
    InviteToJobResult,
    OnJob,
    OpenProposalInput,
    OpenProposalPayload,
    OpenProposalResult,
    PostJobPayload,
    PostJobResult,
    ReferFreelancerInput,
    ReferFreelancerPayload,
    ReferFreelancerResult,
    SendProposalInput,
    SendProposalPayload,
    SendProposalResult,
    WithdrawProposalInput,
    WithdrawProposalPayload,
    WithdrawProposalResult,
)
from .job_inputs import PostJobInput, usable_job, usable_terms
from .nodes import ANYBODY, require_id
from .refusals import or_refusal


@strawberry.type
class JobActing:
    """What the root of acting has of jobs."""

    @strawberry.mutation(description="Posts a job of the viewer, who is a client.")
    async def post_job(self, info: Info[Context, None], input: Annotated[PostJobInput, WHAT]) -> PostJobResult | None:
        """Posts."""
        context = info.context

        async def act() -> str:
            return await post_job(
                context.store,
                usable_job(input, context.now),
                me=context.me,
                key=usable_key(input.idempotency_key),
                now=context.now,
                chance=context.chance,
                rules=context.rules,
            )

        posted: Any = await or_refusal(context, act, lambda job: PostJobPayload(job_id=job))
        return posted

    @strawberry.mutation(description="Invites a freelancer to the viewer's job.")
    async def invite_to_job(
        self, info: Info[Context, None], input: Annotated[InviteToJobInput, WHAT]
    ) -> InviteToJobResult | None:
        """Brings a job to somebody."""

        def what() -> JobRequest:
            return JobRequest(
                JobWish(JobAct.INVITE_TO_JOB),
                info.context.me,
                job=require_id(input.job_id, IdKind.JOB),
                other=require_id(input.freelancer_id, *ANYBODY),
                key=usable_key(input.idempotency_key),
            )

        return await _answer(info, what, lambda done: InviteToJobPayload(job_id=done.job))

    @strawberry.mutation(description="Declines a client's invite, after which the viewer may refer somebody.")
    async def decline_job_invite(
        self, info: Info[Context, None], input: Annotated[DeclineJobInviteInput, WHAT]
    ) -> DeclineJobInviteResult | None:
        """Says no."""
        return await _on_job(
            info, JobAct.DECLINE_JOB_INVITE, input, lambda done: DeclineJobInvitePayload(job_id=done.job)
        )

    @strawberry.mutation(description="Offers the client to do a job; again, it replaces what was offered.")
    async def send_proposal(
        self, info: Info[Context, None], input: Annotated[SendProposalInput, WHAT]
    ) -> SendProposalResult | None:
        """Offers."""

        def what() -> JobRequest:
            single, team = input.content.single, input.content.team_id
            if team:
                return JobRequest(
                    JobWish(JobAct.SEND_PROPOSAL),
                    info.context.me,
                    team=require_id(team, IdKind.TEAM),
                    key=usable_key(input.idempotency_key),
                )
            if not single:
                raise errors.InvalidInput("Say who offers.", path=("input", "content"))
            offer = usable_terms(single.terms, ("input", "content", "single", "terms"))
            return JobRequest(
                JobWish(JobAct.SEND_PROPOSAL, hours=offer.hours),
                info.context.me,
                job=require_id(single.job_id, IdKind.JOB),
                offer=offer,
                key=usable_key(input.idempotency_key),
            )

        return await _answer(info, what, lambda done: SendProposalPayload(changed=done.made or ""))

    @strawberry.mutation(description="Takes back the viewer's own proposal.")
    async def withdraw_proposal(
        self, info: Info[Context, None], input: Annotated[WithdrawProposalInput, WHAT]
    ) -> WithdrawProposalResult | None:
        """Takes back."""

        def what() -> JobRequest:
            return JobRequest(
                JobWish(JobAct.WITHDRAW_PROPOSAL),
                info.context.me,
                proposal=require_id(input.proposal_id, IdKind.PROPOSAL),
                key=usable_key(input.idempotency_key),
            )

        return await _answer(info, what, lambda _: WithdrawProposalPayload(changed=input.proposal_id))

    @strawberry.mutation(description="Notes that the viewer, who is the client, has read a proposal.")
    async def open_proposal(
        self, info: Info[Context, None], input: Annotated[OpenProposalInput, WHAT]
    ) -> OpenProposalResult | None:
        """Reads."""

        def what() -> JobRequest:
            return JobRequest(
                JobWish(JobAct.OPEN_PROPOSAL),
                info.context.me,
                proposal=require_id(input.proposal_id, IdKind.PROPOSAL),
                key=usable_key(input.idempotency_key),
            )

        return await _answer(info, what, lambda _: OpenProposalPayload(changed=input.proposal_id))

    @strawberry.mutation(description="Hires who made a proposal for the viewer's job, or says no.")
    async def answer_proposal(
        self, info: Info[Context, None], input: Annotated[AnswerProposalInput, WHAT]
    ) -> AnswerProposalResult | None:
        """Hires, or not."""

        def what() -> JobRequest:
            return JobRequest(
                JobWish(JobAct.ANSWER_PROPOSAL, answer=input.answer),
                info.context.me,
                proposal=require_id(input.proposal_id, IdKind.PROPOSAL),
                key=usable_key(input.idempotency_key),
            )

        return await _answer(info, what, lambda _: AnswerProposalPayload(changed=input.proposal_id))

    @strawberry.mutation(description="Refers a freelancer for a job that the viewer declined, once for each job.")
    async def refer_freelancer(
        self, info: Info[Context, None], input: Annotated[ReferFreelancerInput, WHAT]
    ) -> ReferFreelancerResult | None:
        """Suggests somebody in one's stead."""

        def what() -> JobRequest:
            return JobRequest(
                JobWish(JobAct.REFER_FREELANCER),
                info.context.me,
                job=require_id(input.job_id, IdKind.JOB),
                other=require_id(input.freelancer_id, *ANYBODY),
                note=usable_note(input.note),
                key=usable_key(input.idempotency_key),
            )

        return await _answer(info, what, lambda done: ReferFreelancerPayload(made=done.made))

    @strawberry.mutation(description="Accepts a referral of the viewer, or declines it without anyone being told.")
    async def answer_referral(
        self, info: Info[Context, None], input: Annotated[AnswerReferralInput, WHAT]
    ) -> AnswerReferralResult | None:
        """Says yes or no."""

        def what() -> JobRequest:
            return JobRequest(
                JobWish(JobAct.ANSWER_REFERRAL, answer=input.answer),
                info.context.me,
                referral=require_id(input.referral_id, IdKind.REFERRAL),
                key=usable_key(input.idempotency_key),
            )

        return await _answer(info, what, lambda _: AnswerReferralPayload(answered_referral_id=input.referral_id))

    @strawberry.mutation(description="Says that the viewer's job is done.")
    async def complete_job(
        self, info: Info[Context, None], input: Annotated[CompleteJobInput, WHAT]
    ) -> CompleteJobResult | None:
        """Ends a job."""
        return await _on_job(info, JobAct.COMPLETE_JOB, input, CompleteJobPayload.of)

    @strawberry.mutation(description="Calls the viewer's job off.")
    async def cancel_job(
        self, info: Info[Context, None], input: Annotated[CancelJobInput, WHAT]
    ) -> CancelJobResult | None:
        """Ends a job that is not done."""
        return await _on_job(info, JobAct.CANCEL_JOB, input, CancelJobPayload.of)


async def _on_job(info: Info[Context, None], act: JobAct, given: OnJob, shape: Callable[[JobDone], object]) -> Any:
    """Performs an act that needs a job alone."""

    def what() -> JobRequest:
        return JobRequest(
            JobWish(act),
            info.context.me,
            job=require_id(given.job_id, IdKind.JOB),
            key=usable_key(given.idempotency_key),
        )

    return await _answer(info, what, shape)


async def _answer(info: Info[Context, None], what: Callable[[], JobRequest], shape: Callable[[JobDone], object]) -> Any:
    """Performs an act on a job and shapes what came of it."""
    context = info.context

    async def act() -> JobDone:
        return await act_on_job(context.store, what(), now=context.now, chance=context.chance, rules=context.rules)

    return await or_refusal(context, act, shape)
