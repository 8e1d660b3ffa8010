"""People who may connect, as the viewer may see them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph.finding import Tally
from confrere.graph.ledger import network_pages_at
from confrere.graph.model.ids import IdKind
from confrere.graph.model.people_order import FacetKind
from confrere.graph.people import Parts, Person, person_of, shown
from confrere.graph.queries import query
from confrere.graph.store import Row

from .context import Context
from .faults import BadMoment, NotCounted, still_there
from .nodes import Node, require_id
from .paging import After, Before, First, Last, Page, PageInfo, Paging, page_of, paging
from .profiles import Profile
from .relations import Relation, relation_to
from .roles import THE_PAST, require_role
from .scalars import DateTime
from .selection import asks, parts, parts_of_edges, selected

if TYPE_CHECKING:
    from .facets import Facet

Counting = Callable[[FacetKind | None, int], Awaitable[Tally]]
"""Counts a list, and with a kind how many of it have each of the most frequent values."""

NOBODY: Row = {"edges": [], "total": 0}
"""A page of an empty list."""

AsOf = Annotated[
    DateTime | None,
    strawberry.argument(
        description="A past instant to rebuild the network for from the ledger; for analysts and operators only."
    ),
]


@strawberry.enum(description="What is said in place of a profile, to the person it is said to only.")
class ProfileNotice(Enum):
    """A sentence for a screen."""

    PRIVATE_PROFILE = strawberry.enum_value(
        "PRIVATE_PROFILE",
        description="The profile is private: as long as the invitation waits, its name and note are all there is.",
    )


@strawberry.type(description="A person who may connect, null wherever hidden from the viewer.")
class Freelancer(Node):
    """A person in a list or a lookup; everything beyond the three scalars is read only when selected."""

    handle: str = strawberry.field(description="Public handle, which is also the link to the profile.")
    name: str = strawberry.field(description="First name and last initial.")
    shown_profile: strawberry.Private[Row | None]
    is_private: strawberry.Private[bool] = False

    @classmethod
    def of(cls, person: Person) -> "Freelancer":
        """Shapes somebody whom the viewer may see."""
        return cls(
            id=strawberry.ID(person.id),
            handle=person.handle,
            name=person.name,
            shown_profile=person.profile,
            is_private=person.is_private,
        )

    @strawberry.field(
        description="What the person tells about themselves, null when not shown to the viewer, "
        "as for a private person who invited the viewer."
    )
    def profile(self, info: Info[Context, None]) -> Profile | None:
        """Shapes the profile that came with the person."""
        return Profile.of(self.shown_profile, info.context.rules) if self.shown_profile else None

    @strawberry.field(
        description="What the viewer is told instead of the profile, null where it is shown and where nothing is told."
    )
    def notice(self) -> ProfileNotice | None:
        """Tells whoever was invited by a private person."""
        return ProfileNotice.PRIVATE_PROFILE if self.is_private else None

    @strawberry.field(description="How the viewer and this person stand, visible to the viewer only.")
    async def viewer_relation(self, info: Info[Context, None]) -> Relation:
        """Reads the relations of a whole list at once."""
        return await relation_to(info.context, self.id)

    @strawberry.field(
        description="The person's network without anyone hidden from the viewer, null unless the viewer is "
        "that person or connected with them."
    )
    async def network(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
        as_of: AsOf = None,
    ) -> Annotated["NetworkConnection", strawberry.lazy("confrere.api.freelancers")] | None:
        """Reads the networks of a whole list at once."""
        if as_of is not None:
            return await past_network_of(info.context, self.id, as_of, first, after, last, before)
        return await network_of(info, self.id, first, after, last, before)


@strawberry.type(
    description="One entry in a page of connections of one freelancer, visible to that person and to people "
    "connected with them."
)
class NetworkEdge:
    """A connection in somebody's network."""

    connected_at: DateTime = strawberry.field(description="When the two connected.")
    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Freelancer = strawberry.field(description="The entry itself.")


@strawberry.type(
    description="A page of connections of one freelancer, visible to that person and to people connected with them."
)
class NetworkConnection:
    """A page of a network."""

    edges: list[NetworkEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Freelancer] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")

    @classmethod
    def of(cls, page: Page) -> "NetworkConnection":
        """Shapes a page of ``network/page``."""
        edges = [
            NetworkEdge(connected_at=DateTime(edge["at"]), cursor=cursor, node=freelancer_of(edge["person"]))
            for cursor, edge in page.edges
        ]
        return cls(edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total)


@strawberry.type(description="One entry in a page of people, visible to the viewer who asked.")
class FreelancerEdge:
    """A person in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Freelancer = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of people, visible to the viewer who asked.")
class FreelancerConnection:
    """A page of people."""

    edges: list[FreelancerEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Freelancer] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    tally: strawberry.Private[Counting]

    @classmethod
    def of(cls, page: Page) -> "FreelancerConnection":
        """Shapes a page of people."""
        edges = [FreelancerEdge(cursor=cursor, node=freelancer_of(edge["person"])) for cursor, edge in page.edges]

        async def counted(kind: FacetKind | None, limit: int) -> Tally:
            if kind is not None:
                raise NotCounted("This list is not counted by property. Search or browse to get facets.")
            return Tally(page.total, {})

        return cls(edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, tally=counted)

    @strawberry.field(description="How many the viewer can see in all, counted only when asked for.")
    async def total_count(self) -> int:
        """Counts the list."""
        return (await self.tally(None, 0)).total

    @strawberry.field(
        description="Counts over the whole list by one property, most frequent first, of people visible to the "
        "viewer only; for lists that were searched or browsed."
    )
    async def facets(
        self,
        kind: Annotated[FacetKind, strawberry.argument(description="What to count by.")],
        limit: Annotated[int, strawberry.argument(description="Most values to return, 1 to 50.")] = 10,
    ) -> list[Annotated["Facet", strawberry.lazy("confrere.api.facets")]]:
        """Counts the list by a property."""
        from .facets import Facet, usable_limit

        wanted = usable_limit(limit)
        subjects = (await self.tally(kind, wanted)).subjects.get(kind, [])
        return [Facet.of(kind, each) for each in subjects[:wanted]]


@strawberry.input(description="Exactly one way to name a freelancer.", one_of=True)
class FreelancerBy:
    """A handle or an id."""

    handle: str | None = strawberry.field(default=strawberry.UNSET, description="Public handle.")
    id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="Opaque id.")


async def find(info: Info[Context, None], by: FreelancerBy) -> Freelancer | None:
    """Looks one person up, None alike when absent and when hidden from the viewer."""
    context, profile = info.context, parts(selected(info), "profile")
    if by.id:
        return await load_person(context, require_id(by.id, IdKind.FREELANCER), profile=profile)
    if not by.handle or not by.handle.isascii():
        return None
    people = await shown(context.store, me=context.me, now=context.now, handles=[by.handle], profile=profile)
    return Freelancer.of(people[0]) if people else None


async def load_person(context: Context, person: str, *, profile: Parts, with_sent: bool = False) -> Freelancer | None:
    """Looks one person up by id; all look-ups of one request are one query."""

    async def read(ids: list[str]) -> dict[str, Person]:
        people = await shown(
            context.store, me=context.me, now=context.now, ids=ids, profile=profile, with_sent=with_sent
        )
        return {each.id: each for each in people}

    found: Person | None = await context.look_ups(("person", profile, with_sent), read).load(person)
    return Freelancer.of(found) if found else None


async def require_person(info: Info[Context, None], person: str) -> Freelancer:
    """Looks up somebody whom the viewer is known to see or to have invited.

    Raises:
        ChangedMeanwhile: hidden from the viewer in the same moment; the whole answer is to be asked for again.
    """
    profile = parts(selected(info), "profile")
    return still_there(await load_person(info.context, person, profile=profile, with_sent=True))


async def network_of(
    info: Info[Context, None], owner: str, first: int | None, after: str | None, last: int | None, before: str | None
) -> NetworkConnection | None:
    """Reads a page of somebody's network, None where the viewer may not see it."""
    about = f"network {owner}"
    asked = paging(info.context, about, first, after, last, before)
    row = await _load_page(info, "network/page", "owner", asked, asked.parameters, owner)
    return NetworkConnection.of(page_of(info.context, about, asked, row)) if row else None


async def past_network_of(
    context: Context,
    owner: str,
    at: datetime,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> NetworkConnection:
    """Reads a page of somebody's network as it was, for analysts and operators (R52)."""
    require_role(context, *THE_PAST)
    if at > context.now:
        raise BadMoment("The ledger knows nothing of the future. Give a moment that has passed.")
    about = f"network {owner} as of {at.isoformat()}"
    asked = paging(context, about, first, after, last, before)

    async def load(owners: list[str]) -> list[Row]:
        pages = await network_pages_at(context.store, owners=owners, at=at, page=asked.parameters)
        return [pages.get(each, NOBODY) for each in owners]

    row: Row = await context.loader(("network at", at, asked), lambda: DataLoader(load_fn=load)).load(owner)
    return NetworkConnection.of(page_of(context, about, asked, row))


async def mutual_with(
    info: Info[Context, None], other: str, first: int | None, after: str | None, last: int | None, before: str | None
) -> FreelancerConnection:
    """Reads a page of the people connected with both the viewer and another."""
    about = f"mutual {other}"
    asked = paging(info.context, about, first, after, last, before)
    row = await _load_page(info, "network/mutual", "other", asked, asked.parameters_by_key, other)
    return FreelancerConnection.of(page_of(info.context, about, asked, row or NOBODY))


async def blocked_by_viewer(
    info: Info[Context, None], first: int | None, after: str | None, last: int | None, before: str | None
) -> FreelancerConnection:
    """Reads a page of whom the viewer blocked."""
    context = info.context
    asked = paging(context, "blocked", first, after, last, before)
    total = asks(selected(info), "totalCount")
    rows = await context.store.read(query("people/blocked"), me=context.me, **asked.parameters, withTotal=total)
    row = rows[0]["page"] if rows else NOBODY
    return FreelancerConnection.of(page_of(context, "blocked", asked, row))


async def _load_page(
    info: Info[Context, None], name: str, column: str, asked: Paging, parameters: Row, key: str
) -> Row | None:
    """Reads pages of many lists in one query: those of one level of the document, with the same arguments."""
    context, tree = info.context, selected(info)
    flags = {"profile": parts_of_edges(tree, "profile"), "withTotal": asks(tree, "totalCount")}

    async def load(keys: list[str]) -> list[Row | None]:
        rows = await context.store.read(query(name), me=context.me, **{f"{column}s": keys}, **parameters, **flags)
        pages = {row[column]: row["page"] for row in rows}
        return [pages.get(each) for each in keys]

    loader = context.loader((name, asked, *flags.values()), lambda: DataLoader(load_fn=load))
    found: Row | None = await loader.load(key)
    return found


def freelancer_of(row: Row) -> Freelancer:
    """Shapes the ``person`` map that every page file projects."""
    return Freelancer.of(person_of(row))
