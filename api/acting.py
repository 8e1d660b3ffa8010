"""Everything that can be done: the root of all mutations.

A resolver says who, what and shape; what the rules make of it stands in ``graph.model.transitions``.
"""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry import Info

from confrere.graph import network
from confrere.graph.accounts import AccountRequest, change_account
from confrere.graph.model.accounts import AccountAct, Wish
from confrere.graph.model.ids import IdKind
from confrere.graph.model.transitions import Act
from confrere.graph.network import Request

from .account_acts import (
    DeactivateFreelancerInput,
    DeactivateFreelancerPayload,
    DeactivateFreelancerResult,
    DismissTooltipInput,
    DismissTooltipPayload,
    DismissTooltipResult,
    ReactivateFreelancerInput,
    ReactivateFreelancerPayload,
    ReactivateFreelancerResult,
    SetProfileVisibilityInput,
    SetProfileVisibilityPayload,
    SetProfileVisibilityResult,
)
from .context import Context
from .email_acting import EmailActing
from .inputs import WHAT, usable_key, usable_note, usable_steps
from .interface_acts import InterfaceActs
from .job_acting import JobActing
from .message_acts import MessageActs
from .nodes import ANYBODY, require_id
from .pair_acts import (
    AcceptInvitationInput,
    AcceptInvitationPayload,
    AcceptInvitationResult,
    BlockFreelancerInput,
    BlockFreelancerPayload,
    BlockFreelancerResult,
    DeclineInvitationInput,
    DeclineInvitationPayload,
    DeclineInvitationResult,
    OnPerson,
    RemoveFromNetworkInput,
    RemoveFromNetworkPayload,
    RemoveFromNetworkResult,
    SendInvitationInput,
    SendInvitationPayload,
    SendInvitationResult,
    UnblockFreelancerInput,
    UnblockFreelancerPayload,
    UnblockFreelancerResult,
    WithdrawInvitationInput,
    WithdrawInvitationPayload,
    WithdrawInvitationResult,
)
from .preference_acts import PreferenceActs
from .recommending import DismissRecommendationInput, DismissRecommendationResult, dismissed
from .refusals import or_refusal
from .roles import Role, require_role
from .team_acting import TeamActing


@strawberry.type(description="Everything that can be done, by signed-in callers only.")
class Mutation(JobActing, TeamActing, MessageActs, InterfaceActs, PreferenceActs, EmailActing):
    """The root of acting."""

    @strawberry.mutation(
        description="Invites a person to connect, or connects at once with one who has invited the viewer."
    )
    async def send_invitation(
        self, info: Info[Context, None], input: Annotated[SendInvitationInput, WHAT]
    ) -> SendInvitationResult | None:
        """Invites."""

        def what() -> Request:
            return Request(
                Act.SEND_INVITATION,
                info.context.me,
                other=require_id(input.freelancer_id, *ANYBODY),
                key=usable_key(input.idempotency_key),
                note=usable_note(input.note),
                entry_point=input.entry_point,
                steps=usable_steps(input.steps),
            )

        return await _answer(info, what, lambda other: SendInvitationPayload(other=other))

    @strawberry.mutation(description="Takes back the viewer's own invitation.")
    async def withdraw_invitation(
        self, info: Info[Context, None], input: Annotated[WithdrawInvitationInput, WHAT]
    ) -> WithdrawInvitationResult | None:
        """Takes back."""
        return await _answer(
            info,
            lambda: _on_invitation(Act.WITHDRAW_INVITATION, info, input),
            lambda other: WithdrawInvitationPayload(other=other, withdrawn_invitation_id=input.invitation_id),
        )

    @strawberry.mutation(description="Connects the viewer with the person who invites.")
    async def accept_invitation(
        self, info: Info[Context, None], input: Annotated[AcceptInvitationInput, WHAT]
    ) -> AcceptInvitationResult | None:
        """Says yes."""
        return await _answer(
            info,
            lambda: _on_invitation(Act.ACCEPT_INVITATION, info, input),
            lambda other: AcceptInvitationPayload(other=other, accepted_invitation_id=input.invitation_id),
        )

    @strawberry.mutation(description="Declines an invitation without anyone being told.")
    async def decline_invitation(
        self, info: Info[Context, None], input: Annotated[DeclineInvitationInput, WHAT]
    ) -> DeclineInvitationResult | None:
        """Says no."""
        return await _answer(
            info,
            lambda: _on_invitation(Act.DECLINE_INVITATION, info, input),
            lambda other: DeclineInvitationPayload(other=other, declined_invitation_id=input.invitation_id),
        )

    @strawberry.mutation(description="Removes a person from the viewer's network without anyone being told.")
    async def remove_from_network(
        self, info: Info[Context, None], input: Annotated[RemoveFromNetworkInput, WHAT]
    ) -> RemoveFromNetworkResult | None:
        """Removes."""
        return await _answer(
            info,
            lambda: _on_person(Act.REMOVE_FROM_NETWORK, info, input),
            lambda other: RemoveFromNetworkPayload(other=other, removed_freelancer_id=input.freelancer_id),
        )

    @strawberry.mutation(description="Blocks a person without anyone being told.")
    async def block_freelancer(
        self, info: Info[Context, None], input: Annotated[BlockFreelancerInput, WHAT]
    ) -> BlockFreelancerResult | None:
        """Blocks."""
        return await _answer(
            info,
            lambda: _on_person(Act.BLOCK_FREELANCER, info, input),
            lambda other: BlockFreelancerPayload(other=other),
        )

    @strawberry.mutation(description="Unblocks a person, which restores nothing.")
    async def unblock_freelancer(
        self, info: Info[Context, None], input: Annotated[UnblockFreelancerInput, WHAT]
    ) -> UnblockFreelancerResult | None:
        """Unblocks."""
        return await _answer(
            info,
            lambda: _on_person(Act.UNBLOCK_FREELANCER, info, input),
            lambda other: UnblockFreelancerPayload(other=other, unblocked_freelancer_id=input.freelancer_id),
        )

    @strawberry.mutation(description="Makes the viewer's profile private or public from the next request on.")
    async def set_profile_visibility(
        self, info: Info[Context, None], input: Annotated[SetProfileVisibilityInput, WHAT]
    ) -> SetProfileVisibilityResult | None:
        """Hides or shows oneself."""
        wish = Wish(AccountAct.SET_PROFILE_VISIBILITY, visibility=input.visibility)
        return await _on_own_account(info, wish, input.idempotency_key, SetProfileVisibilityPayload)

    @strawberry.mutation(description="Hides a tooltip for ever on every device.")
    async def dismiss_tooltip(
        self, info: Info[Context, None], input: Annotated[DismissTooltipInput, WHAT]
    ) -> DismissTooltipResult | None:
        """Has had the hint."""
        wish = Wish(AccountAct.DISMISS_TOOLTIP, tooltip=input.tooltip)
        return await _on_own_account(info, wish, input.idempotency_key, DismissTooltipPayload)

    @strawberry.mutation(description="Hides a suggested person from the viewer's suggestions for a while.")
    async def dismiss_recommendation(
        self, info: Info[Context, None], input: Annotated[DismissRecommendationInput, WHAT]
    ) -> DismissRecommendationResult | None:
        """Does not want to see somebody suggested."""
        return await _dismiss(info, input)

    @strawberry.mutation(description="Closes an account for the marketplace; for administrators only.")
    async def deactivate_freelancer(
        self, info: Info[Context, None], input: Annotated[DeactivateFreelancerInput, WHAT]
    ) -> DeactivateFreelancerResult | None:
        """Hides somebody from everybody."""
        return await _for_the_marketplace(
            info,
            AccountAct.DEACTIVATE_FREELANCER,
            input,
            lambda person: DeactivateFreelancerPayload(deactivated_freelancer_id=person),
        )

    @strawberry.mutation(
        description="Opens an account again, with its connections and nothing else; for administrators only."
    )
    async def reactivate_freelancer(
        self, info: Info[Context, None], input: Annotated[ReactivateFreelancerInput, WHAT]
    ) -> ReactivateFreelancerResult | None:
        """Brings somebody back."""
        return await _for_the_marketplace(
            info,
            AccountAct.REACTIVATE_FREELANCER,
            input,
            lambda person: ReactivateFreelancerPayload(reactivated_freelancer_id=person),
        )


def _on_person(
    act: Act,
    info: Info[Context, None],
    given: OnPerson,
) -> Request:
    return Request(
        act,
        info.context.me,
        other=require_id(given.freelancer_id, *ANYBODY),
        key=usable_key(given.idempotency_key),
    )


def _on_invitation(
    act: Act,
    info: Info[Context, None],
    given: WithdrawInvitationInput | AcceptInvitationInput | DeclineInvitationInput,
) -> Request:
    return Request(
        act,
        info.context.me,
        invitation=require_id(given.invitation_id, IdKind.INVITATION),
        key=usable_key(given.idempotency_key),
    )


async def _answer(info: Info[Context, None], what: Callable[[], Request], shape: Callable[[str], object]) -> Any:
    """Performs an act on a pair and shapes what came of it."""
    context = info.context

    async def act() -> str:
        done = await network.perform(context.store, what(), now=context.now, chance=context.chance, rules=context.rules)
        return done.other

    return await or_refusal(context, act, shape)


async def _dismiss(info: Info[Context, None], given: DismissRecommendationInput) -> Any:
    """Notes that somebody is not to be suggested."""
    return await or_refusal(info.context, lambda: dismissed(info.context, given), lambda payload: payload)


async def _on_own_account(info: Info[Context, None], wish: Wish, key: str | None, shape: Callable[[], object]) -> Any:
    """Performs an act on the viewer's own account."""
    request = AccountRequest(wish, info.context.me, key=usable_key(key))
    return await _change_account(info, request, shape)


async def _for_the_marketplace(
    info: Info[Context, None],
    act: AccountAct,
    given: OnPerson,
    shape: Callable[[strawberry.ID], object],
) -> Any:
    """Performs an act on anybody's account, for administrators."""
    require_role(info.context, Role.ADMINISTRATOR)
    person = require_id(given.freelancer_id, IdKind.FREELANCER)
    request = AccountRequest(Wish(act), person, by=info.context.me, key=usable_key(given.idempotency_key))
    return await _change_account(info, request, lambda: shape(given.freelancer_id))


async def _change_account(info: Info[Context, None], request: AccountRequest, shape: Callable[[], object]) -> Any:
    context = info.context

    async def act() -> None:
        await change_account(context.store, request, now=context.now, chance=context.chance)

    return await or_refusal(context, act, lambda _: shape())
