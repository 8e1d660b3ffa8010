"""Referrals for jobs, given and received, as the referrer and the candidate may see them (R40)."""

from enum import Enum

import strawberry
from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph.people import Parts
from confrere.graph.queries import query
from confrere.graph.store import Row

from .context import Context
from .faults import still_there
from .freelancers import Freelancer, freelancer_of, require_person
from .jobs import Job, require_job
from .nodes import Node
from .paging import After, Before, First, Last, PageInfo, page_of, paging
from .scalars import DateTime
from .selection import asks, parts, parts_of_edges, selected


@strawberry.enum(description="Someone's answer as others may know it.")
class Consent(Enum):
    """A yes, or none so far."""

    ACCEPTED = strawberry.enum_value("ACCEPTED", description="A yes.")
    PENDING = strawberry.enum_value("PENDING", description="No yes so far, whatever the reason.")


@strawberry.type(description="Someone suggested for a job, visible to the referrer and the candidate only.")
class Referral(Node):
    """A referral from the viewer's side."""

    consent: Consent = strawberry.field(description="The candidate's answer as the viewer may know it.")
    note: str | None = strawberry.field(description="A note of at most 300 characters.")
    referred_at: DateTime = strawberry.field(description="When it was made.")
    job_id: strawberry.Private[str]
    candidate_id: strawberry.Private[str]
    referrer_id: strawberry.Private[str]
    known: strawberry.Private[Freelancer]

    @classmethod
    def of(cls, row: Row) -> "Referral":
        """Shapes the ``referral`` map."""
        return cls(
            id=strawberry.ID(row["id"]),
            consent=Consent.ACCEPTED if row["isAccepted"] else Consent.PENDING,
            note=row["note"],
            referred_at=DateTime(row["at"]),
            job_id=row["job"],
            candidate_id=row["candidate"],
            referrer_id=row["giver"],
            known=freelancer_of(row["person"]),
        )

    @strawberry.field(description="Who is suggested.")
    async def candidate(self, info: Info[Context, None]) -> Freelancer:
        """Names the candidate, by the name of then where hidden since."""
        return await self._party(info, self.candidate_id)

    @strawberry.field(description="For which job.")
    async def job(self, info: Info[Context, None]) -> Job:
        """Looks it up."""
        return await require_job(info.context, self.job_id)

    @strawberry.field(description="Who suggested.")
    async def referrer(self, info: Info[Context, None]) -> Freelancer:
        """Names the referrer, who may be private."""
        return await self._party(info, self.referrer_id)

    async def _party(self, info: Info[Context, None], person: str) -> Freelancer:
        return self.known if self.known.id == person else await require_person(info, person)


@strawberry.type(description="One entry in a page of referrals, visible to the viewer only.")
class ReferralEdge:
    """A referral in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Referral = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of referrals, visible to the viewer only.")
class ReferralConnection:
    """A page of referrals."""

    edges: list[ReferralEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Referral] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


@strawberry.type
class ReferralsOfViewer:
    """What the signed-in person has of referrals."""

    @strawberry.field(description="Referrals the viewer made, newest first.")
    async def referrals_given(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> ReferralConnection:
        """Reads a page of the viewer's own referrals."""
        return await _referrals(info, "jobs/referrals_given", first, after, last, before)

    @strawberry.field(description="Referrals of the viewer not declined, newest first.")
    async def referrals_received(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> ReferralConnection:
        """Reads a page of what the viewer was referred for."""
        return await _referrals(info, "jobs/referrals_received", first, after, last, before)


async def _referrals(
    info: Info[Context, None], name: str, first: int | None, after: str | None, last: int | None, before: str | None
) -> ReferralConnection:
    """Reads a page of referrals; ``name`` is the query file and what the cursors are bound to."""
    context, tree = info.context, selected(info)
    asked = paging(context, name, first, after, last, before)
    rows = await context.store.read(query(name), me=context.me, **asked.parameters, withTotal=asks(tree, "totalCount"))
    page = page_of(context, name, asked, rows[0]["page"] if rows else {"edges": [], "total": 0})
    profile = parts_of_edges(tree, "candidate", "profile") + parts_of_edges(tree, "referrer", "profile")
    found = await _loader(context, profile=profile).load_many([edge["key"] for _, edge in page.edges])
    edges = [
        ReferralEdge(cursor=cursor, node=referral)
        for (cursor, _), referral in zip(page.edges, found, strict=True)
        if referral
    ]
    return ReferralConnection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
    )


async def load_referral(info: Info[Context, None], referral: str) -> Referral | None:
    """Looks one referral up, None where the viewer may not see it."""
    tree = selected(info)
    profile = parts(tree, "candidate", "profile") + parts(tree, "referrer", "profile")
    return await _loader(info.context, profile=profile).load(referral)


async def require_referral(info: Info[Context, None], referral: str | None) -> Referral:
    """Looks up a referral that the viewer is known to see.

    Raises:
        ChangedMeanwhile: it ceased to be shown in the same moment.
    """
    return still_there(await load_referral(info, referral) if referral else None)


def _loader(context: Context, *, profile: Parts) -> "DataLoader[str, Referral | None]":
    async def read(ids: list[str]) -> dict[str, Referral]:
        rows = await context.store.read(query("jobs/referrals"), me=context.me, ids=ids, profile=profile)
        return {row["referral"]["id"]: Referral.of(row["referral"]) for row in rows}

    return context.look_ups(("referral", profile), read)
