"""What can be done about people from outside; the rules stand in ``graph.model.email_invitations``."""

from typing import Annotated, Any

import strawberry
from strawberry import Info

from confrere.graph.email_invitations import EmailRequest, invite_by_email, withdraw_email_invitation
from confrere.graph.errors import InvalidInput
from confrere.graph.links import Redemption, redeem
from confrere.graph.model.addresses import Address, NoAddress, address_of
from confrere.graph.model.ids import IdKind

from .context import Context
from .email_acts import (
    InviteByEmailInput,
    InviteByEmailPayload,
    InviteByEmailResult,
    RedeemEmailInvitationInput,
    RedeemEmailInvitationPayload,
    RedeemEmailInvitationResult,
    WithdrawEmailInvitationInput,
    WithdrawEmailInvitationPayload,
    WithdrawEmailInvitationResult,
)
from .inputs import WHAT, usable_key, usable_note, usable_steps
from .nodes import require_id
from .refusals import or_refusal


@strawberry.type
class EmailActing:
    """What the root of acting has of invitations by e-mail."""

    @strawberry.mutation(description="Invites someone by e-mail, with the same answer whoever has the address.")
    async def invite_by_email(
        self, info: Info[Context, None], input: Annotated[InviteByEmailInput, WHAT]
    ) -> InviteByEmailResult | None:
        """Writes to somebody from outside."""
        context = info.context

        async def act() -> None:
            request = EmailRequest(
                context.me,
                usable_address(input.address),
                note=usable_note(input.note),
                steps=usable_steps(input.steps),
                key=usable_key(input.idempotency_key),
            )
            await invite_by_email(
                context.store,
                request,
                sealing=context.sealing,
                now=context.now,
                chance=context.chance,
                rules=context.rules,
            )
            context.wake()

        answer: Any = await or_refusal(context, act, lambda _: InviteByEmailPayload())
        return answer

    @strawberry.mutation(description="Takes back the viewer's own invitation by e-mail.")
    async def withdraw_email_invitation(
        self, info: Info[Context, None], input: Annotated[WithdrawEmailInvitationInput, WHAT]
    ) -> WithdrawEmailInvitationResult | None:
        """Takes back."""
        context = info.context

        async def act() -> None:
            await withdraw_email_invitation(
                context.store,
                me=context.me,
                invitation=require_id(input.invitation_id, IdKind.EMAIL_INVITATION),
                key=usable_key(input.idempotency_key),
                now=context.now,
                chance=context.chance,
            )
            context.wake()

        answer: Any = await or_refusal(
            context, act, lambda _: WithdrawEmailInvitationPayload(withdrawn_invitation_id=input.invitation_id)
        )
        return answer

    @strawberry.mutation(
        description="Turns every invitation waiting for the viewer's verified address into a pending one."
    )
    async def redeem_email_invitation(
        self, info: Info[Context, None], input: Annotated[RedeemEmailInvitationInput, WHAT]
    ) -> RedeemEmailInvitationResult | None:
        """Follows a link."""
        context = info.context

        async def act() -> None:
            await redeem(
                context.store,
                Redemption(context.me, input.token, usable_key(input.idempotency_key)),
                sealing=context.sealing,
                now=context.now,
                chance=context.chance,
                rules=context.rules,
            )

        answer: Any = await or_refusal(context, act, lambda _: RedeemEmailInvitationPayload())
        return answer


def usable_address(text: str) -> Address:
    """Returns an address that can be written to.

    Raises:
        InvalidInput: it is none; what it says repeats nothing of it.
    """
    try:
        return address_of(text)
    except NoAddress as wrong:
        raise InvalidInput(str(wrong), path=("input", "address")) from wrong
