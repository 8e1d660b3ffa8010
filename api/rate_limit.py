"""What an operation costs, as a field of the API."""

import strawberry

from .context import Charge
from .scalars import DateTime


@strawberry.type(description="The viewer's budget of cost points, visible to the viewer only.")
class RateLimit:
    """A window of points, as it was when this operation began."""

    cost: int = strawberry.field(description="Points charged for this operation.")
    limit: int = strawberry.field(description="Points per window.")
    node_count: int = strawberry.field(description="Most nodes this operation could return.")
    remaining: int = strawberry.field(description="Points left in this window.")
    reset_at: DateTime = strawberry.field(description="When the window starts afresh.")

    @classmethod
    def of(cls, charge: Charge | None) -> "RateLimit | None":
        """Shapes a charge; None where nothing is charged."""
        if charge is None or charge.budget is None:
            return None
        return cls(
            cost=charge.requested,
            limit=charge.budget.limit,
            node_count=charge.nodes,
            remaining=charge.budget.remaining,
            reset_at=DateTime(charge.budget.resets_at),
        )
