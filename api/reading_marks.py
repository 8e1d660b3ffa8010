"""What markRead takes and gives back."""

from typing import Annotated

import strawberry
from strawberry import Info

from .context import Context
from .inputs import KEY
from .refusals import NotFound
from .scalars import Sequence
from .viewer import Viewer


@strawberry.input(description="Exactly one thing read so far.", one_of=True)
class ReadMark:
    """How far one has read."""

    sequence: Sequence | None = strawberry.field(
        default=strawberry.UNSET, description="This notification and all before it."
    )


@strawberry.input(description="What markRead takes from the viewer.")
class MarkReadInput:
    """A mark."""

    up_to: ReadMark = strawberry.field(description="The last one read.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type(description="What markRead changed, visible to the viewer only.")
class MarkReadPayload:
    """Read."""

    @strawberry.field(description="The viewer with the new counts.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


MarkReadResult = Annotated[
    MarkReadPayload | NotFound,
    strawberry.union("MarkReadResult", description="What came of markRead, visible to the viewer only."),
]
