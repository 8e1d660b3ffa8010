"""Inputs and results of the acts on a pair of people."""

from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph.model.people import EntryPoint

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .freelancers import Freelancer, load_person, require_person
from .inputs import KEY
from .refusals import (
    AlreadyConnected,
    BlockedByYou,
    CoolDown,
    InvalidInput,
    InvitationGone,
    NotAFreelancer,
    NotConnected,
    NotEligible,
    NotYourself,
    QuotaReached,
    RolloutClosed,
    Unavailable,
)
from .selection import parts, selected
from .viewer import Viewer


@strawberry.input
class OnPerson:
    """An act on a person."""

    freelancer_id: strawberry.ID = strawberry.field(description="Which person.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input
class OnInvitation:
    """An act on an invitation."""

    invitation_id: strawberry.ID = strawberry.field(description="Which invitation.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What withdrawInvitation takes from the viewer.")
class WithdrawInvitationInput(OnInvitation):
    """One's own invitation."""


@strawberry.input(description="What acceptInvitation takes from the viewer.")
class AcceptInvitationInput(OnInvitation):
    """One that waits for the viewer."""


@strawberry.input(description="What declineInvitation takes from the viewer.")
class DeclineInvitationInput(OnInvitation):
    """One that waits for the viewer."""


@strawberry.input(description="What sendInvitation takes from the viewer.")
class SendInvitationInput:
    """Whom to invite, and how one came to it."""

    entry_point: EntryPoint = strawberry.field(description="Where the viewer started.")
    freelancer_id: strawberry.ID = strawberry.field(description="Whom to invite.")
    steps: int = strawberry.field(description="Clicks needed so far, 1 to 20.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)
    note: str | None = strawberry.field(default=None, description="A personal note of at most 300 characters.")


@strawberry.input(description="What removeFromNetwork takes from the viewer.")
class RemoveFromNetworkInput(OnPerson):
    """Whom to remove."""


@strawberry.input(description="What blockFreelancer takes from the viewer.")
class BlockFreelancerInput(OnPerson):
    """Whom to block."""


@strawberry.input(description="What unblockFreelancer takes from the viewer.")
class UnblockFreelancerInput(OnPerson):
    """Whom to unblock."""


@strawberry.type
class Changed:
    """What every act on a pair changed: the other person, and the viewer."""

    other: strawberry.Private[str]

    @strawberry.field(description="The viewer with the new lists and quotas.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


@strawberry.type
class ShownChange(Changed):
    """An act after which the other person is shown for certain."""

    @strawberry.field(description="The person with the new relation.")
    async def freelancer(self, info: Info[Context, None]) -> Freelancer:
        """Reads the person again."""
        return await require_person(info, self.other)


@strawberry.type
class HiddenChange(Changed):
    """An act after which the other person may be hidden."""

    @strawberry.field(description="The person with the new relation, null when hidden from the viewer.")
    async def freelancer(self, info: Info[Context, None]) -> Freelancer | None:
        """Reads the person again."""
        return await load_person(info.context, self.other, profile=parts(selected(info), "profile"))


@strawberry.type(description="What sendInvitation changed, visible to the viewer only.")
class SendInvitationPayload(ShownChange):
    """Pending, or connected where the two invited each other."""


@strawberry.type(description="What withdrawInvitation changed, visible to the viewer only.")
class WithdrawInvitationPayload(HiddenChange):
    """Taken back."""

    withdrawn_invitation_id: strawberry.ID = strawberry.field(description="The invitation that is gone.")


@strawberry.type(description="What acceptInvitation changed, visible to the viewer only.")
class AcceptInvitationPayload(ShownChange):
    """Connected."""

    accepted_invitation_id: strawberry.ID = strawberry.field(description="The invitation that is gone.")


@strawberry.type(description="What declineInvitation changed, visible to the viewer only.")
class DeclineInvitationPayload(HiddenChange):
    """Set aside in silence."""

    declined_invitation_id: strawberry.ID = strawberry.field(description="The invitation that is gone for the viewer.")


@strawberry.type(description="What removeFromNetwork changed, visible to the viewer only.")
class RemoveFromNetworkPayload(HiddenChange):
    """No longer connected."""

    removed_freelancer_id: strawberry.ID = strawberry.field(description="Who left the network.")


@strawberry.type(description="What blockFreelancer changed, visible to the viewer only.")
class BlockFreelancerPayload(ShownChange):
    """Hidden from each other; the blocker goes on seeing the name of now."""


@strawberry.type(description="What unblockFreelancer changed, visible to the viewer only.")
class UnblockFreelancerPayload(HiddenChange):
    """Nothing restored."""

    unblocked_freelancer_id: strawberry.ID = strawberry.field(description="Who is blocked no more.")


SendInvitationResult = Annotated[
    SendInvitationPayload
    | AlreadyConnected
    | BlockedByYou
    | CoolDown
    | InvalidInput
    | NotAFreelancer
    | NotEligible
    | NotYourself
    | QuotaReached
    | RolloutClosed
    | Unavailable,
    strawberry.union("SendInvitationResult", description="What came of sendInvitation, visible to the viewer only."),
]
WithdrawInvitationResult = Annotated[
    WithdrawInvitationPayload | AlreadyConnected | InvitationGone | RolloutClosed,
    strawberry.union(
        "WithdrawInvitationResult", description="What came of withdrawInvitation, visible to the viewer only."
    ),
]
AcceptInvitationResult = Annotated[
    AcceptInvitationPayload | InvitationGone | QuotaReached | RolloutClosed | Unavailable,
    strawberry.union(
        "AcceptInvitationResult", description="What came of acceptInvitation, visible to the viewer only."
    ),
]
DeclineInvitationResult = Annotated[
    DeclineInvitationPayload | InvitationGone | RolloutClosed,
    strawberry.union(
        "DeclineInvitationResult", description="What came of declineInvitation, visible to the viewer only."
    ),
]
RemoveFromNetworkResult = Annotated[
    RemoveFromNetworkPayload | NotConnected | RolloutClosed,
    strawberry.union(
        "RemoveFromNetworkResult", description="What came of removeFromNetwork, visible to the viewer only."
    ),
]
BlockFreelancerResult = Annotated[
    BlockFreelancerPayload | NotAFreelancer | NotYourself | Unavailable,
    strawberry.union("BlockFreelancerResult", description="What came of blockFreelancer, visible to the viewer only."),
]
UnblockFreelancerResult = Annotated[
    UnblockFreelancerPayload | Unavailable,
    strawberry.union(
        "UnblockFreelancerResult", description="What came of unblockFreelancer, visible to the viewer only."
    ),
]
