"""Pending invitations, as their two people may see them."""

import strawberry
from strawberry import Info

from confrere.graph.model.people import EntryPoint
from confrere.graph.queries import query
from confrere.graph.store import Row

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .freelancers import Freelancer, freelancer_of, require_person
from .nodes import Node
from .paging import PageInfo, page_of, paging
from .scalars import DateTime
from .selection import asks, parts_of_edges, selected


@strawberry.type(
    description="A pending invitation to connect, visible to its two people only as long as it waits for each."
)
class Invitation(Node):
    """An invitation from the viewer's side."""

    expires_at: DateTime = strawberry.field(description="When it lapses by itself.")
    note: str | None = strawberry.field(description="A personal note of at most 300 characters.")
    sent_at: DateTime = strawberry.field(description="When it was sent.")
    entry_point: EntryPoint | None = strawberry.field(
        description="Where the sender started, visible to the sender only."
    )
    steps: int | None = strawberry.field(description="Clicks the sender needed, visible to the sender only.")
    sender_id: strawberry.Private[str]
    recipient_id: strawberry.Private[str]
    known: strawberry.Private[Freelancer | None] = None

    @classmethod
    def of(cls, row: Row, *, me: str, known: Freelancer | None = None) -> "Invitation":
        """Shapes the ``invitation`` map; what only the sender may see is dropped for the recipient."""
        is_mine = row["sender"] == me
        entry_point = row.get("entryPoint") if is_mine else None
        return cls(
            id=strawberry.ID(row["id"]),
            expires_at=DateTime(row["expiresAt"]),
            note=row["note"],
            sent_at=DateTime(row["sentAt"]),
            entry_point=EntryPoint(entry_point) if entry_point else None,
            steps=row.get("steps") if is_mine else None,
            sender_id=row["sender"],
            recipient_id=row["recipient"],
            known=known,
        )

    @strawberry.field(description="Who is invited.")
    async def recipient(self, info: Info[Context, None]) -> Freelancer:
        """Names the recipient, by the name of the time of sending where hidden since."""
        return await self._party(info, self.recipient_id)

    @strawberry.field(description="Who invites.")
    async def sender(self, info: Info[Context, None]) -> Freelancer:
        """Names the sender, who may be private."""
        return await self._party(info, self.sender_id)

    async def _party(self, info: Info[Context, None], person: str) -> Freelancer:
        if self.known and self.known.id == person:
            return self.known
        return await require_person(info, person)


@strawberry.type(description="One entry in a page of pending invitations, visible to the viewer only.")
class InvitationEdge:
    """An invitation in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Invitation = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of pending invitations, visible to the viewer only.")
class InvitationConnection:
    """A page of invitations."""

    edges: list[InvitationEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Invitation] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


async def invitations_of(
    info: Info[Context, None],
    name: str,
    other_party: str,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> InvitationConnection:
    """Reads a page of the viewer's invitations.

    Args:
        info: Strawberry's.
        name: the query file, which is also what the cursors are bound to.
        other_party: ``sender`` or ``recipient``, whichever the viewer is not.
        first: how many from the front.
        after: only edges after this cursor.
        last: how many from the end.
        before: only edges before this cursor.
    """
    context, tree = info.context, selected(info)
    asked = paging(context, name, first, after, last, before)
    rows = await context.store.read(
        query(name),
        me=context.me,
        now=context.now,
        **asked.parameters,
        profile=parts_of_edges(tree, other_party, "profile"),
        withTotal=asks(tree, "totalCount"),
    )
    row = rows[0]["page"] if rows else {"edges": [], "total": 0}
    page = page_of(context, name, asked, row)
    edges = [
        InvitationEdge(
            cursor=cursor,
            node=Invitation.of(edge["invitation"], me=context.me, known=freelancer_of(edge["person"])),
        )
        for cursor, edge in page.edges
    ]
    return InvitationConnection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
    )


async def load_invitation(context: Context, invitation: str) -> Invitation | None:
    """Looks one invitation up, None where the viewer may not see it."""

    async def read(ids: list[str]) -> dict[str, Invitation]:
        rows = await context.store.read(query("invitations/by_ids"), me=context.me, ids=ids, now=context.now)
        return {row["invitation"]["id"]: Invitation.of(row["invitation"], me=context.me) for row in rows}

    found: Invitation | None = await context.look_ups("invitation", read).load(invitation)
    return found
