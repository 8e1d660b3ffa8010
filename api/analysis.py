"""Measures of the marketplace: counts and never people, for analysts and operators."""

from datetime import timedelta
from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph import interface
from confrere.graph.interface import FunnelRow as Row
from confrere.graph.model.funnel import FunnelDimension, FunnelStage
from confrere.graph.model.people import EntryPoint, Segment

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .faults import BadMoment
from .scalars import DateTime

LONGEST = timedelta(days=3 * 366)
"""Longest period that is counted at once."""


@strawberry.type(description="One stage of the funnel, visible to analysts only.")
class FunnelCount:
    """A stage of one group."""

    count: int = strawberry.field(description="How many reached it.")
    high: float = strawberry.field(description="Upper end of the 95 % interval of the share.")
    low: float = strawberry.field(description="Lower end of the 95 % interval of the share.")
    rate: float = strawberry.field(description="Share of those who reached the stage before, 1 for the first.")
    stage: FunnelStage = strawberry.field(description="Which stage.")


@strawberry.type(description="One group of people and how far they came, visible to analysts only.")
class FunnelRow:
    """A row of the funnel."""

    entry_point: EntryPoint | None = strawberry.field(description="Where they started, null when not split by it.")
    month: str | None = strawberry.field(description="First day of the month, null when not split by it.")
    segment: Segment | None = strawberry.field(
        description="Their segment, null when not split by it and for whoever has none."
    )
    stages: list[FunnelCount] = strawberry.field(description="The six stages in order.")

    @classmethod
    def of(cls, row: Row) -> "FunnelRow":
        """Shapes a row."""
        return cls(
            entry_point=row.entry_point,
            month=row.month,
            segment=row.segment,
            stages=[
                FunnelCount(count=each.count, high=each.high, low=each.low, rate=each.rate, stage=each.stage)
                for each in row.stages
            ],
        )


@strawberry.type(description="Measures of the marketplace, visible to analysts only.")
class Analysis:
    """What can be counted."""

    @strawberry.field(description="From seen to first message, at most 1,000 rows.")
    async def funnel(
        self,
        info: Info[Context, None],
        by: Annotated[list[FunnelDimension], strawberry.argument(description="What to split by, at most three.")],
        from_: Annotated[DateTime, strawberry.argument(name="from", description="Start of the period.")],
        to: Annotated[DateTime, strawberry.argument(description="End of the period, not included.")],
    ) -> list[FunnelRow]:
        """Counts a period."""
        if not timedelta() < to - from_ <= LONGEST:
            raise BadMoment("Give a period that ends after it begins, of at most three years.")
        rows = await interface.funnel(info.context.store, since=from_, until=to, by=frozenset(by))
        return [FunnelRow.of(row) for row in rows]
