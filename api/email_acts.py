"""Inputs and results of inviting by e-mail."""

from typing import Annotated

import strawberry
from strawberry import Info

from .context import Context
from .inputs import KEY
from .refusals import (
    BadToken,
    CoolDown,
    InvalidInput,
    InvitationGone,
    NotAFreelancer,
    NotEligible,
    NotYourself,
    QuotaReached,
    RolloutClosed,
)
from .scalars import EmailAddress
from .viewer import Viewer


@strawberry.input(description="What inviteByEmail takes from the viewer.")
class InviteByEmailInput:
    """An address and what to tell whoever has it."""

    address: EmailAddress = strawberry.field(description="Where to write.")
    steps: int = strawberry.field(description="Clicks needed so far, 1 to 20.")
    note: str | None = strawberry.field(default=None, description="A personal note of at most 300 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What withdrawEmailInvitation takes from the viewer.")
class WithdrawEmailInvitationInput:
    """One of the viewer's own."""

    invitation_id: strawberry.ID = strawberry.field(description="Which one.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What redeemEmailInvitation takes from the viewer.")
class RedeemEmailInvitationInput:
    """What a link holds."""

    token: str = strawberry.field(description="The one-use token of the link.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type
class Corresponding:
    """What an act on invitations by e-mail changed."""

    @strawberry.field(description="The viewer with the new list and quotas.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


@strawberry.type(description="What inviteByEmail changed, visible to the viewer only.")
class InviteByEmailPayload(Corresponding):
    """Pending, whoever has the address."""


@strawberry.type(description="What withdrawEmailInvitation changed, visible to the viewer only.")
class WithdrawEmailInvitationPayload(Corresponding):
    """Taken back."""

    withdrawn_invitation_id: strawberry.ID = strawberry.field(description="Which one.")


@strawberry.type(description="What redeemEmailInvitation changed, visible to the viewer only.")
class RedeemEmailInvitationPayload:
    """All that waits for the viewer's verified address waits for the viewer."""

    @strawberry.field(description="The viewer with the new invitations.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


InviteByEmailResult = Annotated[
    InviteByEmailPayload
    | CoolDown
    | InvalidInput
    | NotAFreelancer
    | NotEligible
    | NotYourself
    | QuotaReached
    | RolloutClosed,
    strawberry.union("InviteByEmailResult", description="What came of inviteByEmail, visible to the viewer only."),
]
WithdrawEmailInvitationResult = Annotated[
    WithdrawEmailInvitationPayload | InvitationGone,
    strawberry.union(
        "WithdrawEmailInvitationResult", description="What came of withdrawEmailInvitation, visible to the viewer only."
    ),
]
RedeemEmailInvitationResult = Annotated[
    RedeemEmailInvitationPayload | BadToken | RolloutClosed,
    strawberry.union(
        "RedeemEmailInvitationResult", description="What came of redeemEmailInvitation, visible to the viewer only."
    ),
]
