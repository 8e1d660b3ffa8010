"""Inputs and results of the acts on one account: the viewer's own, and anybody's for administrators."""

from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph.model.people import Tooltip, Visibility

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .inputs import KEY
from .pair_acts import OnPerson
from .refusals import NotAFreelancer, NotFound, RolloutClosed
from .viewer import Viewer


@strawberry.input(description="What setProfileVisibility takes from the viewer.")
class SetProfileVisibilityInput:
    """Public or private."""

    visibility: Visibility = strawberry.field(description="The new visibility.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What dismissTooltip takes from the viewer.")
class DismissTooltipInput:
    """A hint that has been read."""

    tooltip: Tooltip = strawberry.field(description="Which one.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What deactivateFreelancer takes from an administrator.")
class DeactivateFreelancerInput(OnPerson):
    """Whose account to close."""


@strawberry.input(description="What reactivateFreelancer takes from an administrator.")
class ReactivateFreelancerInput(OnPerson):
    """Whose account to open again."""


@strawberry.type
class OwnChange:
    """What an act on the viewer's own account changed."""

    @strawberry.field(description="The viewer as they are now.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


@strawberry.type(description="What setProfileVisibility changed, visible to the viewer only.")
class SetProfileVisibilityPayload(OwnChange):
    """In force from the next request on."""


@strawberry.type(description="What dismissTooltip changed, visible to the viewer only.")
class DismissTooltipPayload(OwnChange):
    """Dismissed for ever, on every device."""


@strawberry.type(description="What deactivateFreelancer changed, for administrators only.")
class DeactivateFreelancerPayload:
    """Hidden from everybody, and unable to act."""

    deactivated_freelancer_id: strawberry.ID = strawberry.field(description="Whose account is closed.")


@strawberry.type(description="What reactivateFreelancer changed, for administrators only.")
class ReactivateFreelancerPayload:
    """Back with their connections, and nothing else."""

    reactivated_freelancer_id: strawberry.ID = strawberry.field(description="Whose account is open again.")


SetProfileVisibilityResult = Annotated[
    SetProfileVisibilityPayload | NotAFreelancer,
    strawberry.union(
        "SetProfileVisibilityResult", description="What came of setProfileVisibility, visible to the viewer only."
    ),
]
DismissTooltipResult = Annotated[
    DismissTooltipPayload | NotAFreelancer | RolloutClosed,
    strawberry.union("DismissTooltipResult", description="What came of dismissTooltip, visible to the viewer only."),
]
DeactivateFreelancerResult = Annotated[
    DeactivateFreelancerPayload | NotFound,
    strawberry.union(
        "DeactivateFreelancerResult", description="What came of deactivateFreelancer, for administrators only."
    ),
]
ReactivateFreelancerResult = Annotated[
    ReactivateFreelancerPayload | NotFound,
    strawberry.union(
        "ReactivateFreelancerResult", description="What came of reactivateFreelancer, for administrators only."
    ),
]
