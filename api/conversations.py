"""Conversations and messages, as the people in them may see them: whatever closed one, it looks the same.

That of a team has an id from the moment the team is formed, is there for those who are in it and have agreed, and stays
to be read by those who were in it at its end.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import Info

from confrere.graph.model.ids import team_of_talk
from confrere.graph.people import Parts, Person, person_of
from confrere.graph.queries import query
from confrere.graph.store import Row

from .context import Context
from .cursors import FIRST, LAST
from .faults import still_there
from .freelancers import NOBODY, Freelancer, load_person
from .nodes import Node
from .paging import After, Before, First, Last, Page, PageInfo, Paging, page_of, paging
from .scalars import URL, DateTime
from .selection import asks, parts, parts_of_edges, selected

if TYPE_CHECKING:
    from .teams import Team

ERASED_TEXT = "deleted account"
"""What stands in place of the words of somebody whose account was erased."""
LAST_PLACE = 2**53
"""Beyond every place in a conversation."""


@strawberry.type(description="Messages of two people or of one team, visible to them only.")
class Conversation(Node):
    """A conversation from the viewer's side."""

    is_open: bool = strawberry.field(description="Whether the viewer can send now, with no reason told.")
    unread_count: int = strawberry.field(description="Messages the viewer has not read, visible to the viewer only.")
    person: strawberry.Private[Person | None]
    team_id: strawberry.Private[str | None] = None

    @classmethod
    def of(cls, row: Row, person: Row | None) -> "Conversation":
        """Shapes the ``conversation`` and ``person`` maps."""
        return cls(
            id=strawberry.ID(row["id"]),
            is_open=row["isOpen"],
            unread_count=row["unread"],
            person=person_of(person) if person else None,
            team_id=row["team"],
        )

    @classmethod
    def silent(cls, conversation: str) -> "Conversation":
        """Shapes that of a team in which nobody has said anything."""
        return cls(
            id=strawberry.ID(conversation),
            is_open=True,
            unread_count=0,
            person=None,
            team_id=team_of_talk(conversation),
        )

    @strawberry.field(description="The latest message the viewer has not deleted.")
    async def last_message(self, info: Info[Context, None]) -> Annotated["Message", strawberry.lazy(__name__)] | None:
        """Reads those of a whole list at once."""
        asked = Paging(1, False, FIRST, LAST, has_after=False, has_before=False)
        row = await _load_page(info.context, asked, self.id, with_total=False)
        return Message.of(row["edges"][0]) if row["edges"] else None

    @strawberry.field(description="Its messages, oldest first.")
    async def messages(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> Annotated["MessageConnection", strawberry.lazy(__name__)]:
        """Reads a page of a thread, or of all threads of a list at once."""
        about = f"messages {self.id}"
        asked = paging(info.context, about, first, after, last, before)
        row = await _load_page(info.context, asked, self.id, with_total=asks(selected(info), "totalCount"))
        listed = {**row, "edges": [{"key": each["key"], "of": each} for each in row["edges"]]}
        return MessageConnection.of(page_of(info.context, about, asked, listed))

    @strawberry.field(description="Everyone in it, at most 50, erased accounts left out.")
    async def participants(self, info: Info[Context, None]) -> list[Freelancer]:
        """Names the other, by the name of then where it is closed, and the viewer; or who is in the team."""
        if self.team_id:
            speakers = await _speakers(info, self.id)
            return [Freelancer.of(each) for is_in, each in speakers if is_in] or await self._listeners(info)
        known = await self.known(info)
        found = [known.person] if known.person else []
        return [*(Freelancer.of(each) for each in found), await _viewer(info)]

    async def _listeners(self, info: Info[Context, None]) -> list[Freelancer]:
        """Returns who would read the first word of a team: whoever is in it and has agreed."""
        from .teams import load_team

        team = await load_team(info.context, self.team_id or "", profile=parts(selected(info), "profile"))
        return team.listeners if team else [await _viewer(info)]

    @strawberry.field(description="The live team it belongs to, null between two people.")
    async def team(self, info: Info[Context, None]) -> Annotated["Team", strawberry.lazy("confrere.api.teams")] | None:
        """Looks it up."""
        from .teams import load_team

        return await load_team(info.context, self.team_id) if self.team_id else None

    async def known(self, info: Info[Context, None]) -> "Conversation":
        """Returns this conversation with the other's profile where that is asked for and was not read."""
        if not asks(selected(info), "profile") or (self.person and self.person.profile):
            return self
        return await load_conversation(info.context, self.id, profile=parts(selected(info), "profile")) or self

    async def who(self, info: Info[Context, None], sender: str) -> Freelancer | None:
        """Returns the one in it who has this id, or was in it."""
        if self.team_id:
            found = (each for _, each in await _speakers(info, self.id) if each.id == sender)
            return next(map(Freelancer.of, found), None)
        if sender == info.context.me:
            return await _viewer(info)
        known = await self.known(info)
        return Freelancer.of(known.person) if known.person and known.person.id == sender else None


@strawberry.type(description="One message, visible to the people of its conversation.")
class Message(Node):
    """A message as one of the two reads it."""

    edited_at: DateTime | None = strawberry.field(description="When it was last edited.")
    links: list[URL] = strawberry.field(description="Attachments as links, at most 10.")
    sent_at: DateTime = strawberry.field(description="When it was sent.")
    text: str = strawberry.field(
        description='Plain text of 1 to 100000 characters, never markup; "deleted account" once its sender is erased.'
    )
    sender_id: strawberry.Private[str | None]
    conversation_id: strawberry.Private[str]

    @classmethod
    def of(cls, row: Row) -> "Message":
        """Shapes what every file of messages projects."""
        return cls(
            id=strawberry.ID(row["id"]),
            edited_at=DateTime(row["editedAt"]) if row["editedAt"] else None,
            links=[URL(each) for each in row["links"] or ()],
            sent_at=DateTime(row["sentAt"]),
            text=row["text"] if row["sender"] else ERASED_TEXT,
            sender_id=row["sender"],
            conversation_id=row["conversation"],
        )

    @strawberry.field(description="Where it stands.")
    async def conversation(self, info: Info[Context, None]) -> Conversation:
        """Reads those of a whole list at once."""
        return await require_conversation(info.context, self.conversation_id)

    @strawberry.field(description="Who wrote it, null once that account is erased.")
    async def sender(self, info: Info[Context, None]) -> Freelancer | None:
        """Names somebody in it, by the name of then where the conversation is closed."""
        if self.sender_id is None:
            return None
        profile = parts(selected(info), "profile") if self.sender_id != info.context.me else ()
        talk = await load_conversation(info.context, self.conversation_id, profile=profile)
        return await talk.who(info, self.sender_id) if talk else None

    @strawberry.field(description="Until when the viewer may edit or delete it, null when not the viewer's.")
    def viewer_can_edit_until(self, info: Info[Context, None]) -> DateTime | None:
        """Adds the term."""
        term: timedelta = info.context.rules.message_window
        return DateTime(self.sent_at + term) if self.sender_id == info.context.me else None


@strawberry.type(description="One entry in a page of messages, visible to the people of the conversation.")
class MessageEdge:
    """A message in its conversation."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Message = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of messages, visible to the people of the conversation.")
class MessageConnection:
    """A page of a thread."""

    edges: list[MessageEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Message] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")

    @classmethod
    def of(cls, page: Page) -> "MessageConnection":
        """Shapes a page."""
        edges = [MessageEdge(cursor=cursor, node=Message.of(edge["of"])) for cursor, edge in page.edges]
        return cls(edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total)


@strawberry.type(description="One entry in a page of conversations, visible to the viewer only.")
class ConversationEdge:
    """A conversation in the list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Conversation = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of conversations, visible to the viewer only.")
class ConversationConnection:
    """A page of the list."""

    edges: list[ConversationEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Conversation] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


async def conversations_of_viewer(
    info: Info[Context, None], first: int | None, after: str | None, last: int | None, before: str | None
) -> ConversationConnection:
    """Reads a page of the viewer's conversations, latest message first."""
    context, tree, about = info.context, selected(info), "conversations"
    asked = paging(context, about, first, after, last, before)
    rows = await context.store.read(
        query("messages/conversations"),
        me=context.me,
        **asked.parameters,
        profile=parts_of_edges(tree, "participants", "profile"),
        withTotal=asks(tree, "totalCount"),
    )
    page = page_of(context, about, asked, rows[0]["page"] if rows else NOBODY)
    edges = [
        ConversationEdge(cursor=cursor, node=Conversation.of(edge["conversation"], edge["person"]))
        for cursor, edge in page.edges
    ]
    return ConversationConnection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
    )


async def load_conversation(context: Context, conversation: str, *, profile: Parts = ()) -> Conversation | None:
    """Looks one conversation up, None where the viewer is not in it."""
    return await _load(context, conversation, profile=profile)


async def conversation_between(context: Context, pair: str) -> Conversation | None:
    """Looks up the conversation of a pair, None before the first message."""
    return await _load(context, pair, profile=())


async def _load(context: Context, key: str, *, profile: Parts) -> Conversation | None:
    async def read(keys: list[str]) -> dict[str, Conversation]:
        rows = await context.store.read(
            query("messages/conversations_by_ids"),
            me=context.me,
            ids=[each for each in keys if "|" not in each],
            pairs=[each for each in keys if "|" in each],
            profile=profile,
        )
        return {
            name: Conversation.of(row["conversation"], row["person"])
            for row in rows
            for name in (row["pair"], row["conversation"]["id"])
        }

    found: Conversation | None = await context.look_ups(("conversation", profile), read).load(key)
    return found


async def find_conversation(context: Context, conversation: str) -> Conversation | None:
    """Looks one conversation up, also that of a team of the viewer's in which nothing was said."""
    from .teams import load_team

    found = await load_conversation(context, conversation)
    if found:
        return found
    team = await load_team(context, team_of_talk(conversation))
    return Conversation.silent(conversation) if team and team.row["isIn"] else None


async def talk_of_team(context: Context, conversation: str) -> Conversation:
    """Returns the conversation of a team that the viewer is in, perhaps one in which nothing was said."""
    return await load_conversation(context, conversation) or Conversation.silent(conversation)


async def require_conversation(context: Context, conversation: str) -> Conversation:
    """Looks up a conversation that the viewer is known to be in.

    Raises:
        ChangedMeanwhile: it changed in the same moment; the whole answer is to be asked for again.
    """
    return still_there(await load_conversation(context, conversation))


async def load_message(context: Context, message: str) -> Message | None:
    """Looks one message up, None where the viewer is not in its conversation or deleted it."""

    async def read(ids: list[str]) -> dict[str, Message]:
        rows = await context.store.read(query("messages/by_ids"), me=context.me, ids=ids)
        return {row["message"]["id"]: Message.of(row["message"]) for row in rows}

    found: Message | None = await context.look_ups("message", read).load(message)
    return found


async def _load_page(context: Context, asked: Paging, conversation: str, *, with_total: bool) -> Row:
    async def read(conversations: list[str]) -> dict[str, Row]:
        what = query("messages/page") if asked.is_forward else query("messages/page_backward")
        rows = await context.store.read(
            what,
            me=context.me,
            conversations=conversations,
            above=int(asked.after.key) if asked.has_after else 0,
            below=int(asked.before.key) if asked.has_before else LAST_PLACE,
            limit=asked.size + 1,
            withTotal=with_total,
        )
        return {row["conversation"]: row["page"] for row in rows}

    row: Row = await context.look_ups(("messages", asked, with_total), read, missing=NOBODY).load(conversation)
    return row


async def _speakers(info: Info[Context, None], conversation: str) -> list[tuple[bool, Person]]:
    """Returns everybody who talks in a team's conversation, each with whether they are in the team now."""
    context, profile = info.context, parts(selected(info), "profile")

    async def read(conversations: list[str]) -> dict[str, list[tuple[bool, Person]]]:
        rows = await context.store.read(
            query("messages/speakers"), me=context.me, conversations=conversations, profile=profile
        )
        return {
            row["conversation"]: [(each["isIn"], person_of(each["person"])) for each in row["speakers"]] for row in rows
        }

    found: list[tuple[bool, Person]] = await context.look_ups(("speakers", profile), read, missing=[]).load(
        conversation
    )
    return found


async def _viewer(info: Info[Context, None]) -> Freelancer:
    profile = parts(selected(info), "profile")
    return still_there(await load_person(info.context, info.context.me, profile=profile))
