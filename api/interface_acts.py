"""What clients tell of their screens: a cheap batch, kept with the person's consent alone (R50)."""

from datetime import timedelta
from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph import interface
from confrere.graph.errors import InvalidInput
from confrere.graph.interface import OnScreen
from confrere.graph.model.funnel import InterfaceEventKind
from confrere.graph.model.ids import IdKind
from confrere.graph.model.people import EntryPoint

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .faults import NoFreelancer
from .inputs import KEY, usable_key
from .nodes import require_id
from .refusals import InvalidInput as InvalidInputError
from .refusals import or_refusal
from .scalars import DateTime

MOST = 100
"""Events in one batch."""
OLDEST = timedelta(days=1)
"""How long ago an event may have happened."""
AHEAD = timedelta(minutes=5)
"""How far a client's clock may run ahead."""


@strawberry.input(description="Something that happened on screen.")
class InterfaceEventInput:
    """One of a batch."""

    at: DateTime = strawberry.field(description="When, within the last day.")
    entry_point: EntryPoint = strawberry.field(description="Where.")
    freelancer_id: strawberry.ID = strawberry.field(description="About whom.")
    kind: InterfaceEventKind = strawberry.field(description="What.")


@strawberry.input(description="What recordInterfaceEvents takes from the viewer.")
class RecordInterfaceEventsInput:
    """A batch."""

    events: list[InterfaceEventInput] = strawberry.field(description="At most 100 events.")
    has_consent: bool = strawberry.field(
        description="Whether the person agreed to be measured; without that nothing is kept."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type(description="What recordInterfaceEvents changed, visible to the viewer only.")
class RecordInterfaceEventsPayload:
    """Kept, or not."""

    recorded_count: int = strawberry.field(description="How many were kept.")


RecordInterfaceEventsResult = Annotated[
    RecordInterfaceEventsPayload | InvalidInputError,
    strawberry.union(
        "RecordInterfaceEventsResult", description="What came of recordInterfaceEvents, visible to the viewer only."
    ),
]


@strawberry.type
class InterfaceActs:
    """The part of the root of acting that is about measuring the screen."""

    @strawberry.mutation(description="Keeps what happened on the viewer's screen, with the viewer's consent alone.")
    async def record_interface_events(
        self,
        info: Info[Context, None],
        input: Annotated[RecordInterfaceEventsInput, strawberry.argument(description="What to do.")],
    ) -> RecordInterfaceEventsResult | None:
        """Keeps a batch."""
        context = info.context

        async def act() -> int:
            seen = _usable(context, input.events)
            key = usable_key(input.idempotency_key)
            if not input.has_consent or not seen:
                return 0
            return await interface.record(
                context.store, me=context.me, seen=seen, key=key, now=context.now, chance=context.chance
            )

        return await or_refusal(context, act, lambda count: RecordInterfaceEventsPayload(recorded_count=count))


def _usable(context: Context, events: list[InterfaceEventInput]) -> list[OnScreen]:
    if not context.me.startswith(IdKind.FREELANCER):
        raise NoFreelancer("Only freelancers invite, so only their screens are measured.")
    if len(events) > MOST:
        raise InvalidInput(f"Send at most {MOST} events.", path=("input", "events"), code="TOO_LONG", limit=MOST)
    for number, each in enumerate(events):
        if not context.now - OLDEST <= each.at <= context.now + AHEAD:
            raise InvalidInput("Send events within a day.", path=("input", "events", str(number), "at"))
    return [
        OnScreen(each.kind, each.entry_point, require_id(each.freelancer_id, IdKind.FREELANCER), each.at)
        for each in events
    ]
