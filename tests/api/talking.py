"""What people say to each other in tests, through the API."""

from typing import Any

from ..world import Data, Person

_MESSAGE = (
    "id text links sentAt editedAt viewerCanEditUntil sender { handle name } "
    "conversation { id isOpen unreadCount participants { handle name profile { headline } } }"
)
_REFUSED = (
    "__typename ... on UserError { code message path } ... on QuotaReached { quota { limit remaining resetAt } } "
    "... on ConversationClosed { conversation { id isOpen unreadCount participants { id handle name "
    "profile { headline } network(first: 5) { totalCount } } } }"
)
SEND = (
    f"mutation Send($input: SendMessageInput!) {{ sendMessage(input: $input) {{ {_REFUSED} "
    f"... on SendMessagePayload {{ conversationMessage {{ {_MESSAGE} }} }} }} }}"
).replace("... on QuotaReached", "... on InvalidInput { limit } ... on QuotaReached")
EDIT = (
    "mutation Edit($input: EditMessageInput!) { editMessage(input: $input) { __typename ... on UserError { code path } "
    f"... on EditMessagePayload {{ conversationMessage {{ {_MESSAGE} }} }} }} }}"
)
DELETE = (
    "mutation Delete($input: DeleteMessageInput!) { deleteMessage(input: $input) { __typename "
    "... on UserError { code path } ... on DeleteMessagePayload { deletedMessageId "
    "conversation { lastMessage { text } } } } }"
)
READ = (
    "mutation Read($input: MarkReadInput!) { markRead(input: $input) { __typename ... on UserError { code path } "
    "... on MarkReadPayload { conversation { unreadCount } "
    "viewer { unreadMessageCount unreadNotificationCount } } } }"
)
TALKS = (
    "query Talks { viewer { unreadMessageCount conversations(first: 10) { totalCount edges { cursor node { "
    "id isOpen unreadCount lastMessage { id text } participants { id handle name profile { headline } } "
    "messages(last: 20) { totalCount edges { cursor node { id text links sentAt editedAt viewerCanEditUntil "
    "sender { handle name } } } } } } } } }"
)
THREAD = (
    "query Thread($id: ID!, $first: Int, $last: Int, $after: String, $before: String) { node(id: $id) { "
    "... on Conversation { messages(first: $first, last: $last, after: $after, before: $before) { "
    "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { text } } } } }"
)


async def says(one: Person, other: Person | str, text: str = "Hello", **more: Any) -> Data:
    """Sends a message to somebody and returns what came of it."""
    to = {"freelancerId": other if isinstance(other, str) else other.id}
    result: Data = (await one.asks(SEND, input={"to": to, "text": text, **more})).data["sendMessage"]
    return result


async def replies(one: Person, conversation: str, text: str = "Hello", **more: Any) -> Data:
    """Sends a message into a conversation."""
    given = {"to": {"conversationId": conversation}, "text": text, **more}
    result: Data = (await one.asks(SEND, input=given)).data["sendMessage"]
    return result


async def message(one: Person, other: Person, text: str = "Hello", **more: Any) -> Data:
    """Sends a message that arrives."""
    result = await says(one, other, text, **more)
    assert result["__typename"] == "SendMessagePayload", result
    sent: Data = result["conversationMessage"]
    return sent


async def edits(one: Person, which: str, text: str, **more: Any) -> Data:
    """Changes a message."""
    result: Data = (await one.asks(EDIT, input={"messageId": which, "text": text, **more})).data["editMessage"]
    return result


async def deletes(one: Person, which: str, **more: Any) -> Data:
    """Deletes a message for oneself."""
    result: Data = (await one.asks(DELETE, input={"messageId": which, **more})).data["deleteMessage"]
    return result


async def reads(one: Person, which: str, **more: Any) -> Data:
    """Has read up to a message."""
    result: Data = (await one.asks(READ, input={"upTo": {"messageId": which}, **more})).data["markRead"]
    return result


async def talks(one: Person) -> Data:
    """All conversations of somebody with their last hundred messages."""
    viewer: Data = (await one.asks(TALKS)).data["viewer"]
    return viewer


async def thread(one: Person, conversation: str, **page: Any) -> tuple[list[str], Data]:
    """A page of texts of one conversation, and where it lies."""
    found = (await one.asks(THREAD, id=conversation, **page)).data["node"]["messages"]
    return [each["text"] for each in found["nodes"]], found["pageInfo"]
