"""Inputs and results of talking, and the acts themselves: a resolver says who, what and shape."""

from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph import message_changes, messages, notifications
from confrere.graph.model.ids import IdKind

from .context import Context
from .conversations import Conversation, Message, load_message, require_conversation
from .faults import still_there
from .inputs import KEY, WHAT, usable_key, usable_links, usable_message
from .nodes import ANYBODY, require_id
from .refusals import (
    ConversationClosed,
    InvalidInput,
    NotAFreelancer,
    NotAllowed,
    NotConnected,
    NotFound,
    QuotaReached,
    RolloutClosed,
    or_refusal,
)
from .scalars import URL, Sequence
from .viewer import Viewer


@strawberry.input(description="Exactly one place to send to.", one_of=True)
class MessageTarget:
    """A person or a conversation."""

    conversation_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="A conversation of the viewer, that of a team before the first message too.",
    )
    freelancer_id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="A connected person.")


@strawberry.input(description="What sendMessage takes from the viewer.")
class SendMessageInput:
    """A message."""

    text: str = strawberry.field(description="Plain text of 1 to 100000 characters.")
    to: MessageTarget = strawberry.field(description="Where to.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)
    links: list[URL] | None = strawberry.field(default=None, description="Attachments as links, at most 10.")


@strawberry.input(description="What editMessage takes from the viewer.")
class EditMessageInput:
    """Another text."""

    message_id: strawberry.ID = strawberry.field(description="Which message.")
    text: str = strawberry.field(description="The new text of 1 to 100000 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What deleteMessage takes from the viewer.")
class DeleteMessageInput:
    """One's own."""

    message_id: strawberry.ID = strawberry.field(description="Which message.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="Exactly one thing read so far.", one_of=True)
class ReadMark:
    """How far one has read."""

    message_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="This message and all before it in its conversation."
    )
    sequence: Sequence | None = strawberry.field(
        default=strawberry.UNSET, description="This notification and all before it."
    )


@strawberry.input(description="What markRead takes from the viewer.")
class MarkReadInput:
    """A mark."""

    up_to: ReadMark = strawberry.field(description="The last one read.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type
class ChangedMessage:
    """An act after which a message stands as it is."""

    message_id: strawberry.Private[str]

    async def read(self, info: Info[Context, None]) -> Message:
        """Reads it again."""
        # A repeat under the same key may meet one that was deleted for oneself since.
        return still_there(await load_message(info.context, self.message_id))


@strawberry.type(description="What sendMessage changed, visible to the viewer only.")
class SendMessagePayload(ChangedMessage):
    """Sent."""

    @strawberry.field(description="The new message.")
    async def conversation_message(self, info: Info[Context, None]) -> Message:
        """Reads it."""
        return await self.read(info)


@strawberry.type(description="What editMessage changed, visible to the viewer only.")
class EditMessagePayload(ChangedMessage):
    """Edited."""

    @strawberry.field(description="The changed message.")
    async def conversation_message(self, info: Info[Context, None]) -> Message:
        """Reads it."""
        return await self.read(info)


@strawberry.type(description="What deleteMessage changed, visible to the viewer only.")
class DeleteMessagePayload:
    """Out of one's own sight."""

    deleted_message_id: strawberry.ID = strawberry.field(description="The message that is gone for the viewer.")
    conversation_id: strawberry.Private[str]

    @strawberry.field(description="The conversation without it.")
    async def conversation(self, info: Info[Context, None]) -> Conversation:
        """Reads it."""
        return await require_conversation(info.context, self.conversation_id)


@strawberry.type(description="What markRead changed, visible to the viewer only.")
class MarkReadPayload:
    """Read."""

    conversation_id: strawberry.Private[str | None] = None

    @strawberry.field(description="The conversation read, null for notifications.")
    async def conversation(self, info: Info[Context, None]) -> Conversation | None:
        """Reads it."""
        return await require_conversation(info.context, self.conversation_id) if self.conversation_id else None

    @strawberry.field(description="The viewer with the new counts.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


SendMessageResult = Annotated[
    SendMessagePayload
    | ConversationClosed
    | InvalidInput
    | NotAFreelancer
    | NotConnected
    | NotFound
    | QuotaReached
    | RolloutClosed,
    strawberry.union("SendMessageResult", description="What came of sendMessage, visible to the viewer only."),
]
EditMessageResult = Annotated[
    EditMessagePayload | ConversationClosed | InvalidInput | NotAllowed | NotFound,
    strawberry.union("EditMessageResult", description="What came of editMessage, visible to the viewer only."),
]
DeleteMessageResult = Annotated[
    DeleteMessagePayload | NotAllowed | NotFound,
    strawberry.union("DeleteMessageResult", description="What came of deleteMessage, visible to the viewer only."),
]
MarkReadResult = Annotated[
    MarkReadPayload | NotFound,
    strawberry.union("MarkReadResult", description="What came of markRead, visible to the viewer only."),
]


@strawberry.type
class MessageActs:
    """The part of the root of acting that is about talking."""

    @strawberry.mutation(description="Sends a message to a connected person or a team.")
    async def send_message(
        self, info: Info[Context, None], input: Annotated[SendMessageInput, WHAT]
    ) -> SendMessageResult | None:
        """Sends."""
        context, to = info.context, input.to

        async def act() -> str:
            outgoing = messages.Outgoing(
                context.me,
                text=usable_message(input.text),
                links=usable_links(input.links),
                person=require_id(to.freelancer_id, *ANYBODY) if to.freelancer_id else "",
                conversation=require_id(to.conversation_id, IdKind.CONVERSATION) if to.conversation_id else "",
                key=usable_key(input.idempotency_key),
            )
            return await messages.send(
                context.store, outgoing, now=context.now, chance=context.chance, rules=context.rules
            )

        return await or_refusal(context, act, lambda message: SendMessagePayload(message_id=message))

    @strawberry.mutation(
        description="Changes the text of the viewer's own recent message for everyone in the conversation."
    )
    async def edit_message(
        self, info: Info[Context, None], input: Annotated[EditMessageInput, WHAT]
    ) -> EditMessageResult | None:
        """Edits."""
        context = info.context

        async def act() -> None:
            await message_changes.edit(
                context.store,
                me=context.me,
                message=require_id(input.message_id, IdKind.MESSAGE),
                text=usable_message(input.text),
                key=usable_key(input.idempotency_key),
                now=context.now,
                chance=context.chance,
                rules=context.rules,
            )

        return await or_refusal(context, act, lambda _: EditMessagePayload(message_id=input.message_id))

    @strawberry.mutation(description="Deletes the viewer's own recent message for the viewer alone.")
    async def delete_message(
        self, info: Info[Context, None], input: Annotated[DeleteMessageInput, WHAT]
    ) -> DeleteMessageResult | None:
        """Deletes."""
        context = info.context

        async def act() -> str:
            return await message_changes.delete(
                context.store,
                me=context.me,
                message=require_id(input.message_id, IdKind.MESSAGE),
                key=usable_key(input.idempotency_key),
                now=context.now,
                chance=context.chance,
                rules=context.rules,
            )

        return await or_refusal(
            context,
            act,
            lambda talk: DeleteMessagePayload(deleted_message_id=input.message_id, conversation_id=talk),
        )

    @strawberry.mutation(description="Marks messages or notifications as read for the viewer alone.")
    async def mark_read(
        self, info: Info[Context, None], input: Annotated[MarkReadInput, WHAT]
    ) -> MarkReadResult | None:
        """Has read so far."""
        context, up_to = info.context, input.up_to
        key = usable_key(input.idempotency_key)

        async def act() -> str | None:
            if up_to.message_id:
                message = require_id(up_to.message_id, IdKind.MESSAGE)
                return await message_changes.mark_read(
                    context.store, me=context.me, message=message, key=key, now=context.now, chance=context.chance
                )
            await notifications.mark_read(
                context.store, me=context.me, up_to=up_to.sequence or 0, key=key, now=context.now, chance=context.chance
            )
            return None

        return await or_refusal(context, act, lambda talk: MarkReadPayload(conversation_id=talk))
