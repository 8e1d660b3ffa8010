"""Proposals for jobs, as the client and those who make them may see them."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph.model.jobs import ProposalState
from confrere.graph.people import Parts
from confrere.graph.queries import query
from confrere.graph.store import Row

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .faults import still_there
from .freelancers import Freelancer, freelancer_of
from .nodes import Node
from .paging import PageInfo, page_of, paging
from .profiles import Money
from .scalars import DateTime
from .selection import asks, parts, parts_of_edges, selected

if TYPE_CHECKING:
    from .jobs import Job
    from .teams import Team


@strawberry.type(
    description="What one person gives and gets, visible to the person, the lead and, once proposed, the client."
)
class Terms:
    """Hours and a price."""

    description: str | None = strawberry.field(description="What the person will do.")
    price: Money | None = strawberry.field(description="Fixed price for the whole, null when no money is split.")
    weekly_hours: float = strawberry.field(description="Hours a week.")

    @classmethod
    def of(cls, row: Row) -> "Terms":
        """Shapes what a proposal or a membership says of them."""
        price = row["priceMinor"]
        return cls(
            description=row["description"],
            price=None if price is None else Money.of(price, row["currency"]),
            weekly_hours=row["weeklyHours"],
        )


@strawberry.type(description="An offer to do a job, visible to the client and to those who make it.")
class Proposal(Node):
    """A proposal from the viewer's side."""

    freelancer: Freelancer = strawberry.field(description="Who sent it, which is the lead for a team.")
    sent_at: DateTime = strawberry.field(description="When it went to the client.")
    state: ProposalState = strawberry.field(description="Where it stands.")
    terms: Terms | None = strawberry.field(description="Terms of a single freelancer, null for a team.")
    job_id: strawberry.Private[str]
    team_id: strawberry.Private[str | None]

    @classmethod
    def of(cls, row: Row) -> "Proposal":
        """Shapes the ``proposal`` map."""
        return cls(
            id=strawberry.ID(row["id"]),
            freelancer=freelancer_of(row["person"]),
            sent_at=DateTime(row["sentAt"]),
            state=ProposalState(row["state"]),
            terms=None if row["team"] else Terms.of(row),
            job_id=row["job"],
            team_id=row["team"],
        )

    @strawberry.field(description="For which job.")
    async def job(self, info: Info[Context, None]) -> Annotated["Job", strawberry.lazy("confrere.api.jobs")]:
        """Looks it up."""
        from .jobs import require_job

        return await require_job(info.context, self.job_id)

    @strawberry.field(description="The team that offers, null for a single freelancer and once the team is gone.")
    async def team(self, info: Info[Context, None]) -> Annotated["Team", strawberry.lazy("confrere.api.teams")] | None:
        """Looks it up."""
        from .teams import load_team

        return await load_team(info.context, self.team_id) if self.team_id else None


@strawberry.type(description="One entry in a page of proposals, visible to the viewer who asked.")
class ProposalEdge:
    """A proposal in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Proposal = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of proposals, visible to the viewer who asked.")
class ProposalConnection:
    """A page of proposals."""

    edges: list[ProposalEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Proposal] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


async def proposals_for(
    info: Info[Context, None], job: str, first: int | None, after: str | None, last: int | None, before: str | None
) -> ProposalConnection:
    """Reads a page of the proposals for a job: those of a whole list of jobs are two queries."""
    context, about, tree = info.context, f"proposals {job}", selected(info)
    asked = paging(context, about, first, after, last, before)
    with_total = asks(tree, "totalCount")

    async def read(jobs: list[str]) -> dict[str, Row]:
        rows = await context.store.read(
            query("jobs/proposals_listed"), me=context.me, jobs=jobs, **asked.parameters, withTotal=with_total
        )
        return {row["job"]: row["page"] for row in rows}

    nothing: Row = {"edges": [], "total": 0}
    row: Row = await context.look_ups(("proposals", asked, with_total), read, missing=nothing).load(job)
    page = page_of(context, about, asked, row)
    loader = _loader(context, profile=parts_of_edges(tree, "freelancer", "profile"))
    found = await loader.load_many([edge["key"] for _, edge in page.edges])
    edges = [
        ProposalEdge(cursor=cursor, node=proposal)
        for (cursor, _), proposal in zip(page.edges, found, strict=True)
        if proposal
    ]
    return ProposalConnection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
    )


async def load_proposal(context: Context, proposal: str, *, profile: Parts) -> Proposal | None:
    """Looks one proposal up, None where the viewer may not see it."""
    return await _loader(context, profile=profile).load(proposal)


async def require_proposal(info: Info[Context, None], proposal: str) -> Proposal:
    """Looks up a proposal that the viewer is known to see.

    Raises:
        ChangedMeanwhile: it ceased to be shown in the same moment.
    """
    profile = parts(selected(info), "freelancer", "profile")
    return still_there(await load_proposal(info.context, proposal, profile=profile))


def _loader(context: Context, *, profile: Parts) -> "DataLoader[str, Proposal | None]":
    async def read(ids: list[str]) -> dict[str, Proposal]:
        rows = await context.store.read(query("jobs/proposals"), me=context.me, ids=ids, profile=profile)
        return {row["proposal"]["id"]: Proposal.of(row["proposal"]) for row in rows}

    return context.look_ups(("proposal", profile), read)
