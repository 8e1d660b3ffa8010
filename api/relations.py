"""How the viewer and one other person stand: the state that draws the icon, and the menu."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph import network
from confrere.graph.model.ids import pair_key
from confrere.graph.model.menu import Action, menu
from confrere.graph.model.pair import SHOWN, Pair, RelationState, situation
from confrere.graph.model.transitions import Act
from confrere.graph.queries import query
from confrere.graph.store import Row

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .paging import After, Before, First, Last
from .profiles import Skill
from .refusals import UserErrorCode
from .scalars import DateTime

if TYPE_CHECKING:
    from .conversations import Conversation
    from .freelancers import FreelancerConnection
    from .invitations import Invitation


NOTHING: Row = {"isSameCity": False, "skills": []}
"""What a hidden person has in common with the viewer."""


@strawberry.type(description="One act on a person and whether the viewer may do it now, visible to the viewer only.")
class RelationAction:
    """An entry of the menu."""

    is_allowed: bool = strawberry.field(description="Whether nothing on the viewer's own side forbids it now.")
    name: Act = strawberry.field(description="Which act.")
    reason: UserErrorCode | None = strawberry.field(description="Code of the error it would give, null when allowed.")
    retry_at: DateTime | None = strawberry.field(description="When to try again, null when unknown or not told.")

    @classmethod
    def of(cls, action: Action) -> "RelationAction":
        """Shapes an entry of the menu."""
        return cls(
            is_allowed=action.is_allowed,
            name=action.act,
            reason=UserErrorCode[action.reason] if action.reason else None,
            retry_at=DateTime(action.retry_at) if action.retry_at else None,
        )


@strawberry.type(description="How the viewer and one other person stand, visible to the viewer only.")
class Relation:
    """A pair from the viewer's side."""

    pair: strawberry.Private[Pair]
    row: strawberry.Private[Row]

    @strawberry.field(description="The state that draws the icon.")
    def state(self) -> RelationState:
        """Says what the viewer sees."""
        return SHOWN[situation(self.pair)]

    @strawberry.field(description="Every act on this person, allowed or not, in the order of the menu.")
    async def actions(self, info: Info[Context, None]) -> list[RelationAction]:
        """Judges every act on the viewer's own side."""
        standing = await info.context.standing()
        if standing is None:
            return []
        return [RelationAction.of(action) for action in menu(self.pair, standing, info.context.rules, info.context.now)]

    @strawberry.field(description="Their conversation, null before the first message.")
    async def conversation(
        self, info: Info[Context, None]
    ) -> Annotated["Conversation", strawberry.lazy("confrere.api.conversations")] | None:
        """Reads those of a whole list at once."""
        from .conversations import conversation_between

        return await conversation_between(info.context, pair_key(self.pair.me, self.pair.other))

    @strawberry.field(description="When the two connected, null unless they are.")
    def connected_at(self) -> DateTime | None:
        """Says when."""
        since = self.pair.connected_since
        return DateTime(since) if since and SHOWN[situation(self.pair)] is RelationState.CONNECTED else None

    @strawberry.field(description="The pending invitation between the two, in either direction.")
    def invitation(self) -> Annotated["Invitation", strawberry.lazy("confrere.api.invitations")] | None:
        """Shapes the invitation that the viewer sees pending."""
        from .invitations import Invitation

        if SHOWN[situation(self.pair)] not in {RelationState.PENDING_SENT, RelationState.PENDING_RECEIVED}:
            return None
        return Invitation.of(self.row["invitation"], me=self.pair.me)

    @strawberry.field(description="Whether both live in one city, false when the profile is not shown to the viewer.")
    async def is_same_city(self, info: Info[Context, None]) -> bool:
        """Reads what a whole list has in common with the viewer at once."""
        return bool((await in_common(info.context, self.pair.other))["isSameCity"])

    @strawberry.field(description="Skills both have, at most 50, none when the profile is not shown to the viewer.")
    async def shared_skills(self, info: Info[Context, None]) -> list[Skill]:
        """Reads what a whole list has in common with the viewer at once."""
        return [Skill.of(each) for each in (await in_common(info.context, self.pair.other))["skills"]]

    @strawberry.field(description="People connected with both, without anyone hidden from the viewer.")
    async def mutual_connections(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> Annotated["FreelancerConnection", strawberry.lazy("confrere.api.freelancers")]:
        """Reads a page of mutual connections."""
        from .freelancers import mutual_with

        return await mutual_with(info, self.pair.other, first, after, last, before)


async def in_common(context: Context, other: str) -> Row:
    """Reads what somebody has in common with the viewer; all of one request are one query."""

    async def load(others: list[str]) -> list[Row]:
        rows = await context.store.read(query("finding/in_common"), me=context.me, others=others)
        found = {row["other"]: row["common"] for row in rows}
        return [found.get(each, NOTHING) for each in others]

    common: Row = await context.loader("in common", lambda: DataLoader(load_fn=load)).load(other)
    return common


async def relation_to(context: Context, other: str) -> Relation:
    """Reads how the viewer and somebody stand; all of one request are one query."""

    async def load(others: list[str]) -> list[Relation]:
        found = await network.relations(context.store, me=context.me, others=others, now=context.now)
        return [Relation(pair=found[each][0], row=found[each][1]) for each in others]

    relation: Relation = await context.loader("relation", lambda: DataLoader(load_fn=load)).load(other)
    return relation
