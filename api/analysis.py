"""Measures of the marketplace: counts and never people, for analysts and operators."""

from datetime import UTC, datetime, time, timedelta
from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph import interface
from confrere.graph.interface import FunnelRow as Row
from confrere.graph.measures import fill_rate
from confrere.graph.model.funnel import FunnelDimension, FunnelStage
from confrere.graph.model.ids import IdKind
from confrere.graph.model.people import EntryPoint, Segment

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .faults import BadMeasure, BadMoment
from .measures import MOST_JUDGED, Appetite, FillRate, appetite_everywhere, appetite_of
from .nodes import require_id
from .scalars import Date, DateTime

LONGEST = timedelta(days=3 * 366)
"""Longest period that is counted at once."""


@strawberry.type(description="One stage of the funnel, visible to analysts only.")
class FunnelCount:
    """A stage of one group."""

    count: int = strawberry.field(description="How many reached it.")
    high: float = strawberry.field(description="Upper end of the 95 % interval of the share.")
    low: float = strawberry.field(description="Lower end of the 95 % interval of the share.")
    rate: float | None = strawberry.field(
        description="Share of those who reached the stage before, 1 for the first; null where nobody did."
    )
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

    @strawberry.field(
        description="How all clients together take each form of work, or one of them, or the client of one job for it; "
        "one entry for each form, single freelancers first."
    )
    async def appetite(
        self,
        info: Info[Context, None],
        client_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="Of this client alone; not with jobId.")
        ] = None,
        job_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="For this job alone; not with clientId.")
        ] = None,
    ) -> list[Appetite]:
        """Counts all that was ever offered."""
        if client_id and job_id:
            raise BadMeasure("Name a client or a job.")
        if client_id:
            return await appetite_of(info.context, client=require_id(client_id, IdKind.CLIENT))
        if job_id:
            return await appetite_of(info.context, job=require_id(job_id, IdKind.JOB))
        return await appetite_everywhere(info.context)

    @strawberry.field(description="How many jobs are filled and could be.")
    async def fill_rate(
        self,
        info: Info[Context, None],
        from_: Annotated[Date, strawberry.argument(name="from", description="First day.")],
        to: Annotated[Date, strawberry.argument(description="Last day, included.")],
        sample: Annotated[
            int, strawberry.argument(description="How many unfilled jobs are looked at, at most 50.")
        ] = 20,
    ) -> FillRate:
        """Counts the jobs of a period."""
        if not timedelta() <= to - from_ <= LONGEST:
            raise BadMoment("Give a period that ends after it begins, of at most three years.")
        if not 0 <= sample <= MOST_JUDGED:
            raise BadMeasure(f"Look at 0 to {MOST_JUDGED} jobs.")
        since, until = (datetime.combine(day, time(), UTC) for day in (from_, to + timedelta(days=1)))
        return FillRate.of(await fill_rate(info.context.store, since=since, until=until, sample=sample))

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
        try:
            rows = await interface.funnel(info.context.store, since=from_, until=to, by=frozenset(by))
        except interface.TooManyGroups as many:
            raise BadMeasure("That is too many groups at once. Ask for a shorter period or fewer splits.") from many
        return [FunnelRow.of(row) for row in rows]
