"""Everything that can be done: the root of all mutations.

A resolver says who, what and shape; what the rules make of it stands in ``graph.model.transitions``.
"""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry import Info

from confrere.graph import errors, network
from confrere.graph.model.ids import IdKind
from confrere.graph.model.transitions import Act
from confrere.graph.network import Request

from .context import Context
from .inputs import usable_key, usable_note, usable_steps
from .nodes import require_id
from .pair_acts import (
    AcceptInvitationInput,
    AcceptInvitationPayload,
    AcceptInvitationResult,
    DeclineInvitationInput,
    DeclineInvitationPayload,
    DeclineInvitationResult,
    RemoveFromNetworkInput,
    RemoveFromNetworkPayload,
    RemoveFromNetworkResult,
    SendInvitationInput,
    SendInvitationPayload,
    SendInvitationResult,
    WithdrawInvitationInput,
    WithdrawInvitationPayload,
    WithdrawInvitationResult,
)
from .refusals import refusal

_WHAT = strawberry.argument(description="What to do.")
_PEOPLE = (IdKind.FREELANCER, IdKind.CLIENT, IdKind.AGENCY)


@strawberry.type(description="Everything that can be done, by signed-in callers only.")
class Mutation:
    """The root of acting."""

    @strawberry.mutation(
        description="Invites a person to connect, or connects at once with one who has invited the viewer."
    )
    async def send_invitation(
        self, info: Info[Context, None], input: Annotated[SendInvitationInput, _WHAT]
    ) -> SendInvitationResult | None:
        """Invites."""

        def what() -> Request:
            return Request(
                Act.SEND_INVITATION,
                info.context.me,
                other=require_id(input.freelancer_id, *_PEOPLE),
                key=usable_key(input.idempotency_key),
                note=usable_note(input.note),
                entry_point=input.entry_point,
                steps=usable_steps(input.steps),
            )

        return await _answer(info, what, lambda other: SendInvitationPayload(other=other))

    @strawberry.mutation(description="Takes back the viewer's own invitation.")
    async def withdraw_invitation(
        self, info: Info[Context, None], input: Annotated[WithdrawInvitationInput, _WHAT]
    ) -> WithdrawInvitationResult | None:
        """Takes back."""
        return await _answer(
            info,
            lambda: _on_invitation(Act.WITHDRAW_INVITATION, info, input),
            lambda other: WithdrawInvitationPayload(other=other, withdrawn_invitation_id=input.invitation_id),
        )

    @strawberry.mutation(description="Connects the viewer with the person who invites.")
    async def accept_invitation(
        self, info: Info[Context, None], input: Annotated[AcceptInvitationInput, _WHAT]
    ) -> AcceptInvitationResult | None:
        """Says yes."""
        return await _answer(
            info,
            lambda: _on_invitation(Act.ACCEPT_INVITATION, info, input),
            lambda other: AcceptInvitationPayload(other=other, accepted_invitation_id=input.invitation_id),
        )

    @strawberry.mutation(description="Declines an invitation without anyone being told.")
    async def decline_invitation(
        self, info: Info[Context, None], input: Annotated[DeclineInvitationInput, _WHAT]
    ) -> DeclineInvitationResult | None:
        """Says no."""
        return await _answer(
            info,
            lambda: _on_invitation(Act.DECLINE_INVITATION, info, input),
            lambda other: DeclineInvitationPayload(other=other, declined_invitation_id=input.invitation_id),
        )

    @strawberry.mutation(description="Removes a person from the viewer's network without anyone being told.")
    async def remove_from_network(
        self, info: Info[Context, None], input: Annotated[RemoveFromNetworkInput, _WHAT]
    ) -> RemoveFromNetworkResult | None:
        """Removes."""

        def what() -> Request:
            return Request(
                Act.REMOVE_FROM_NETWORK,
                info.context.me,
                other=require_id(input.freelancer_id, *_PEOPLE),
                key=usable_key(input.idempotency_key),
            )

        return await _answer(
            info,
            what,
            lambda other: RemoveFromNetworkPayload(other=other, removed_freelancer_id=input.freelancer_id),
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
    """Performs an act and shapes what came of it: the payload, or the refusal of a rule as a member of the union."""
    context = info.context
    try:
        done = await network.perform(context.store, what(), now=context.now, chance=context.chance, rules=context.rules)
    except errors.Refused as refused:
        return refusal(refused)
    finally:
        context.forget()
    return shape(done.other)
