"""Jobs, as those whom they concern may see them; for anybody else they do not exist."""

from datetime import date
from typing import Annotated

import strawberry
from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph.jobs import jobs_by_id
from confrere.graph.model.ids import IdKind
from confrere.graph.model.jobs import JobConcern, JobState, may_refer
from confrere.graph.queries import query
from confrere.graph.store import Row

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .faults import still_there
from .measures import Appetite, appetite_for_analysts
from .nodes import Node, require_id
from .paging import After, Before, First, Last, PageInfo, page_of, paging
from .profiles import Money
from .proposals import ProposalConnection, proposals_for
from .requirements import Requirement
from .scalars import Date, DateTime, TimeZone
from .selection import asks, selected


@strawberry.type(
    description="Someone who posts jobs and can neither be found nor connected with, visible to those whom one of "
    "their jobs concerns."
)
class Client(Node):
    """An organisation or a person who pays."""

    name: str = strawberry.field(description="Its name.")

    @strawberry.field(description="How the client takes each form of work, null unless the viewer is an analyst.")
    async def appetite(self, info: Info[Context, None]) -> list[Appetite] | None:
        """Counts for analysts."""
        return await appetite_for_analysts(info, client=self.id)


@strawberry.type(description="Work a client offers, visible to the client and to those it concerns.")
class Job(Node):
    """A job from the viewer's side."""

    client: Client = strawberry.field(description="Who offers it.")
    description: str = strawberry.field(description="What is to be done.")
    is_private: bool = strawberry.field(description="Whether it may not be referred.")
    posted_at: DateTime = strawberry.field(description="When it was posted.")
    state: JobState = strawberry.field(description="Where it stands.")
    time_zone: TimeZone = strawberry.field(description="Where its working day lies.")
    title: str = strawberry.field(description="Its title.")
    viewer_concerns: list[JobConcern] = strawberry.field(
        description="Every way it concerns the viewer, visible to the viewer only."
    )
    row: strawberry.Private[Row]

    @classmethod
    def of(cls, row: Row) -> "Job":
        """Shapes the ``job`` map."""
        return cls(
            id=strawberry.ID(row["id"]),
            client=Client(id=strawberry.ID(row["client"]["id"]), name=row["client"]["name"]),
            description=row["description"],
            is_private=row["isPrivate"],
            posted_at=DateTime(row["postedAt"]),
            state=JobState(row["state"]),
            time_zone=TimeZone(row["timeZone"]),
            title=row["title"],
            viewer_concerns=[JobConcern(each) for each in row["concerns"]],
            row=row,
        )

    @strawberry.field(description="How this job's client took each form of work, null unless the viewer is an analyst.")
    async def appetite(self, info: Info[Context, None]) -> list[Appetite] | None:
        """Counts for analysts."""
        return await appetite_for_analysts(info, job=self.id)

    @strawberry.field(description="Most it may cost.")
    def budget(self) -> Money | None:
        """Shapes the amount."""
        minor = self.row["budgetMinor"]
        return None if minor is None else Money.of(minor, self.row["currency"])

    @strawberry.field(description="Last day.")
    def ends_on(self) -> Date | None:
        """Reads the day."""
        return _day(self.row["endsOn"])

    @strawberry.field(description="First day.")
    def starts_on(self) -> Date | None:
        """Reads the day."""
        return _day(self.row["startsOn"])

    @strawberry.field(description="Skills it needs, at most 50.")
    def requirements(self) -> list[Requirement]:
        """Shapes what it needs."""
        return [Requirement.of(each) for each in self.row["requirements"]]

    @strawberry.field(description="Whether the viewer may refer someone for it now, visible to the viewer only.")
    def viewer_can_refer(self, info: Info[Context, None]) -> bool:
        """Judges what the viewer may know."""
        return may_refer(
            state=self.state,
            is_private=self.is_private,
            concerns=frozenset(self.viewer_concerns),
            has_referred=self.row["hasReferred"],
            rules=info.context.rules,
        )

    @strawberry.field(description="All proposals for the client, and only their own for anyone else, newest first.")
    async def proposals(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> ProposalConnection:
        """Reads the proposals of a whole list of jobs at once."""
        return await proposals_for(info, self.id, first, after, last, before)


@strawberry.type(description="One entry in a page of jobs that concern the viewer, visible to the viewer only.")
class JobEdge:
    """A job in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Job = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of jobs that concern the viewer, visible to the viewer only.")
class JobConnection:
    """A page of jobs."""

    edges: list[JobEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Job] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


@strawberry.type
class JobReading:
    """What the root of reading has of jobs."""

    @strawberry.field(description="One job, null alike when absent and when it does not concern the viewer.")
    async def job(
        self, info: Info[Context, None], id: Annotated[strawberry.ID, strawberry.argument(description="The job's id.")]
    ) -> Job | None:
        """Looks a job up."""
        return await load_job(info.context, require_id(id, IdKind.JOB))

    @strawberry.field(description="Jobs that concern the viewer, newest first.")
    async def jobs(
        self,
        info: Info[Context, None],
        concern: Annotated[
            JobConcern | None, strawberry.argument(description="Only jobs that concern the viewer in this way.")
        ] = None,
        state: Annotated[JobState | None, strawberry.argument(description="Only jobs in this state.")] = None,
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> JobConnection | None:
        """Reads a page of jobs."""
        context, about = info.context, f"jobs {concern} {state}"
        asked = paging(context, about, first, after, last, before)
        rows = await context.store.read(
            query("jobs/listed"),
            me=context.me,
            concern=concern or "",
            state=state or "",
            **asked.parameters,
            withTotal=asks(selected(info), "totalCount"),
        )
        page = page_of(context, about, asked, rows[0]["page"])
        jobs = await _loader(context).load_many([edge["key"] for _, edge in page.edges])
        edges = [JobEdge(cursor=cursor, node=job) for (cursor, _), job in zip(page.edges, jobs, strict=True) if job]
        return JobConnection(
            edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
        )


def _loader(context: Context) -> "DataLoader[str, Job | None]":
    async def read(ids: list[str]) -> dict[str, Job]:
        rows = await jobs_by_id(context.store, me=context.me, ids=ids)
        return {each: Job.of(row) for each, row in rows.items()}

    return context.look_ups("job", read)


async def load_job(context: Context, job: str) -> Job | None:
    """Looks one job up, None where it does not concern the viewer; all look-ups of one request are one query."""
    return await _loader(context).load(job)


async def require_job(context: Context, job: str) -> Job:
    """Looks up a job that is known to concern the viewer.

    Raises:
        ChangedMeanwhile: it ceased to in the same moment.
    """
    return still_there(await load_job(context, job))


async def load_client(context: Context, client: str) -> Client | None:
    """Looks a client up, None where none of its jobs concerns the viewer."""

    async def read(ids: list[str]) -> dict[str, Client]:
        rows = await context.store.read(query("jobs/clients"), me=context.me, ids=ids)
        return {row["id"]: Client(id=strawberry.ID(row["id"]), name=row["name"]) for row in rows}

    found: Client | None = await context.look_ups("client", read).load(client)
    return found


def _day(written: str | None) -> Date | None:
    return Date(date.fromisoformat(written)) if written else None
