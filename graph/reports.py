"""Reports over everybody, for analysts and operators: counts, never people."""

from dataclasses import dataclass

from .model.people import Segment
from .model.rules import Rules
from .queries import query
from .store import Store


@dataclass(frozen=True, slots=True)
class SegmentReport:
    """One segment (R8); None is whoever belongs to none."""

    segment: Segment | None
    freelancers: int
    top_rated: int
    mean_connections: float


async def segments(store: Store, rules: Rules) -> list[SegmentReport]:
    """Counts the active freelancers of each segment; one may belong to several."""
    rows = await store.read(
        query("reports/segments"), minScore=rules.min_job_success_score, minWeeks=rules.min_top_rated_weeks
    )
    return [
        SegmentReport(
            segment=Segment(row["segment"]) if row["segment"] else None,
            freelancers=row["freelancers"],
            top_rated=row["topRated"],
            mean_connections=row["meanConnections"],
        )
        for row in rows
    ]
