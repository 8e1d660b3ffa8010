"""What arrives by itself: the viewer's own stream, checked for each entry and resumable from any place."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry
from strawberry import Info

from .context import Context
from .faults import Forbidden
from .notifications import Notification, StreamEntry
from .scalars import Sequence
from .streams import Gap


@strawberry.type(description="A notification vanished, as when an invitation is withdrawn, visible to the viewer only.")
class NotificationRetracted(StreamEntry):
    """Taken back."""

    notification_id: strawberry.ID = strawberry.field(description="The one that vanished.")


@strawberry.type(description="The stream dropped entries because the reader was too slow, visible to the viewer only.")
class Lagged(StreamEntry):
    """A gap; subscribing again after its sequence delivers what was dropped."""

    missed: int = strawberry.field(description="How many entries were dropped.")


@strawberry.type(description="What arrives by itself, for signed-in callers only.")
class Subscription:
    """The root of listening."""

    @strawberry.subscription(description="The viewer's own stream without loss or doubles, checked for each entry.")
    async def events(
        self,
        info: Info[Context, None],
        after: Annotated[
            Sequence | None,
            strawberry.argument(description="Resume after this entry; start with the next one when omitted."),
        ] = None,
    ) -> AsyncGenerator[StreamEntry, None]:
        """Follows the viewer's stream."""
        context = info.context
        if context.streams is None or context.caller is None:
            raise Forbidden("Nobody listens here.")
        place = context.resume_after if after is None else after
        async with aclosing(context.streams.follow(context.caller, place)) as entries:
            async for entry in entries:
                context.forget()
                context.now = context.clock()
                if isinstance(entry, Gap):
                    yield Lagged(sequence=Sequence(entry.place), missed=entry.missed)
                elif "retracts" in entry:
                    yield NotificationRetracted(
                        sequence=Sequence(entry["sequence"]), notification_id=strawberry.ID(entry["retracts"])
                    )
                else:
                    yield Notification.of(entry)
