"""What concerns the viewer, as a list and by id; each subject is read again, as the viewer may see it now."""

from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph import notifications
from confrere.graph.model.notifications import NotificationKind
from confrere.graph.queries import query
from confrere.graph.store import Row

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .conversations import Message, load_message
from .freelancers import Freelancer, load_person
from .invitations import Invitation, load_invitation
from .jobs import Job, load_job
from .nodes import Node
from .paging import PageInfo, page_of, paging
from .scalars import DateTime, Sequence
from .selection import asks, parts, selected
from .teams import Team, load_team

LIST = "notifications"

NotificationSubject = Annotated[
    Freelancer | Invitation | Message | Job | Team,
    strawberry.union("NotificationSubject", description="What a notification is about, visible to the viewer only."),
]


@strawberry.interface(name="Event", description="One entry of the viewer's own stream, visible to the viewer only.")
class StreamEntry:
    """Something with a place in a stream."""

    sequence: Sequence = strawberry.field(description="Place in the stream, to resume after.")


@strawberry.type(
    description="Something that concerns the viewer, never that someone declined, removed or blocked, visible to the "
    "viewer only."
)
class Notification(StreamEntry, Node):
    """An entry that stands."""

    at: DateTime = strawberry.field(description="When it happened.")
    is_read: bool = strawberry.field(description="Whether the viewer has read it.")
    kind: NotificationKind = strawberry.field(description="What happened.")
    about: strawberry.Private[str | None]
    invitation: strawberry.Private[str | None]
    message: strawberry.Private[str | None]
    team: strawberry.Private[str | None]
    job: strawberry.Private[str | None]

    @classmethod
    def of(cls, row: Row) -> "Notification":
        """Shapes what every file of notifications projects."""
        return cls(
            id=strawberry.ID(row["id"]),
            sequence=Sequence(row["sequence"]),
            at=DateTime(row["at"]),
            is_read=row["isRead"],
            kind=NotificationKind(row["kind"]),
            about=row["about"],
            invitation=row["invitation"],
            message=row["message"],
            team=row["team"],
            job=row["job"],
        )

    @strawberry.field(description="What it is about, null once that no longer exists for the viewer.")
    async def subject(self, info: Info[Context, None]) -> NotificationSubject | None:
        """Looks it up by the viewer's own eyes; those of one page are one query for each kind."""
        if self.invitation:
            return await load_invitation(info.context, self.invitation)
        if self.message:
            return await load_message(info.context, self.message)
        if self.kind is NotificationKind.TEAM_ENDED and self.job:
            return await load_job(info.context, self.job)
        if self.team:
            return await load_team(info.context, self.team)
        if self.about:
            return await load_person(info.context, self.about, profile=parts(selected(info), "profile"))
        return None


@strawberry.type(description="One entry in a page of notifications, visible to the viewer only.")
class NotificationEdge:
    """A notification in the list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Notification = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of notifications, visible to the viewer only.")
class NotificationConnection:
    """A page of the list."""

    edges: list[NotificationEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Notification] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


async def notifications_of_viewer(
    info: Info[Context, None], first: int | None, after: str | None, last: int | None, before: str | None
) -> NotificationConnection:
    """Reads a page of the viewer's notifications, newest first."""
    context = info.context
    asked = paging(context, LIST, first, after, last, before)
    row = await notifications.page(
        context.store,
        me=context.me,
        now=context.now,
        above=int(asked.before.key) if asked.has_before else 0,
        below=int(asked.after.key) if asked.has_after else notifications.LAST_PLACE,
        limit=asked.size + 1,
        newest_first=asked.is_forward,
        with_total=asks(selected(info), "totalCount"),
    )
    page = page_of(context, LIST, asked, {**row, "edges": [{"key": each["key"], "of": each} for each in row["edges"]]})
    edges = [NotificationEdge(cursor=cursor, node=Notification.of(edge["of"])) for cursor, edge in page.edges]
    return NotificationConnection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
    )


async def load_notification(context: Context, notification: str) -> Notification | None:
    """Looks one notification up, None where it is not the viewer's or no longer concerns them."""

    async def read(ids: list[str]) -> dict[str, Notification]:
        rows = await context.store.read(query("notifications/by_ids"), me=context.me, ids=ids, now=context.now)
        return {row["notification"]["id"]: Notification.of(row["notification"]) for row in rows}

    found: Notification | None = await context.look_ups("notification", read).load(notification)
    return found
