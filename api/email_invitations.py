"""Invitations by e-mail that the viewer sent: the address and that it is pending, whoever has the address."""

import strawberry
from strawberry import Info

from confrere.graph import email_invitations
from confrere.graph.model.addresses import address_of
from confrere.graph.queries import query
from confrere.graph.store import Row

from .context import Context
from .nodes import Node
from .paging import After, Before, First, Last, PageInfo, page_of, paging
from .scalars import DateTime, EmailAddress
from .selection import asks, selected

LIST = "mail/sent"


@strawberry.type(
    description="An invitation by e-mail that shows pending, visible to its sender only, alike whoever has the address."
)
class EmailInvitation(Node):
    """An address, and when the invitation lapses."""

    address: EmailAddress = strawberry.field(description="Where it was sent.")
    expires_at: DateTime = strawberry.field(description="When it leaves the list by itself.")
    note: str | None = strawberry.field(description="A personal note of at most 300 characters.")
    sent_at: DateTime = strawberry.field(description="When it was sent.")
    steps: int = strawberry.field(description="Clicks the sender needed.")

    @classmethod
    def of(cls, row: Row, context: Context) -> "EmailInvitation":
        """Shapes the ``invitation`` map; the address is unsealed for its sender."""
        return cls(
            id=strawberry.ID(row["id"]),
            address=EmailAddress(address_of(context.sealing.opened(row["sealed"])).shown),
            expires_at=DateTime(row["expiresAt"]),
            note=row["note"],
            sent_at=DateTime(row["sentAt"]),
            steps=row["steps"],
        )


@strawberry.type(description="One entry in a page of invitations by e-mail, visible to the viewer only.")
class EmailInvitationEdge:
    """An invitation in the list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: EmailInvitation = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of invitations by e-mail, visible to the viewer only.")
class EmailInvitationConnection:
    """A page of the list."""

    edges: list[EmailInvitationEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[EmailInvitation] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many there are in all, counted only when asked for.")


@strawberry.type
class EmailInvitationsOfViewer:
    """What the viewer has of invitations by e-mail."""

    @strawberry.field(
        description="The viewer's own invitations by e-mail, newest first, each until it is accepted, withdrawn or its "
        "term is over, whatever the other side did."
    )
    async def email_invitations_sent(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> EmailInvitationConnection:
        """Reads a page of the list."""
        context = info.context
        asked = paging(context, LIST, first, after, last, before)
        rows = await context.store.read(
            query("mail/sent"),
            me=context.me,
            now=context.now,
            **asked.parameters,
            withTotal=asks(selected(info), "totalCount"),
        )
        page = page_of(context, LIST, asked, rows[0]["page"] if rows else {"edges": [], "total": 0})
        edges = [
            EmailInvitationEdge(cursor=cursor, node=EmailInvitation.of(edge["invitation"], context))
            for cursor, edge in page.edges
        ]
        return EmailInvitationConnection(
            edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
        )


async def load_email_invitation(context: Context, invitation: str) -> EmailInvitation | None:
    """Looks one of the viewer's own up, None for everybody else."""

    async def read(ids: list[str]) -> dict[str, EmailInvitation]:
        rows = await email_invitations.by_ids(context.store, me=context.me, ids=ids, now=context.now)
        return {row["id"]: EmailInvitation.of(row, context) for row in rows}

    found: EmailInvitation | None = await context.look_ups("email invitation", read).load(invitation)
    return found
