"""One's own network, searched, filtered and in the order one asks for (R6)."""

import hashlib
from dataclasses import dataclass
from enum import Enum

import strawberry
from strawberry import Info

from confrere.graph.model.name_query import AFTER_ALL, NameQuery, name_query
from confrere.graph.model.people_filter import EVERYBODY, PeopleFilter
from confrere.graph.queries import query
from confrere.graph.store import Row

from .context import Context
from .filters import FreelancerFilter, OrderDirection
from .freelancers import NOBODY, NetworkConnection
from .paging import Paging, page_of, paging
from .selection import asks, parts_of_edges, selected


@strawberry.enum(description="What one's own network can be sorted by, never a score of anybody's work.")
class NetworkOrderField(Enum):
    """A sort key."""

    CONNECTED_AT = strawberry.enum_value("CONNECTED_AT", description="When the two connected.")
    NAME = strawberry.enum_value("NAME", description="Name as everybody sees it.")


@strawberry.input(description="The order of one's own network.")
class NetworkOrder:
    """A sort key and a direction."""

    field: NetworkOrderField = strawberry.field(description="What to sort by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which way.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for; equal ones share their cursors, and no others do."""

    sought: NameQuery | None
    conditions: PeopleFilter
    by_name: bool
    is_ascending: bool

    @property
    def about(self) -> str:
        """What the cursors are bound to."""
        return "network " + hashlib.sha256(repr(self).encode()).hexdigest()

    def parameters(self, asked: Paging) -> Row:
        """The parameters of ``network/search``: which keys, and from which end."""
        starts = asked.after.key if asked.has_after else ("" if self.is_ascending else AFTER_ALL)
        ends = asked.before.key if asked.has_before else (AFTER_ALL if self.is_ascending else "")
        low, high = (starts, ends) if self.is_ascending else (ends, starts)
        ranges = self.sought or NameQuery()
        return {
            **self.conditions.parameters,
            "isSought": self.sought is not None,
            "names": [{"low": each.low, "high": each.high} for each in ranges.names],
            "initials": [{"low": each.low, "high": each.high} for each in ranges.initials],
            "byName": self.by_name,
            "low": low,
            "high": high,
            "upwards": self.is_ascending == asked.is_forward,
            "limit": asked.size + 1,
        }


async def search_network(
    info: Info[Context, None],
    text: str | None,
    conditions: FreelancerFilter | None,
    order: NetworkOrder | None,
    page: tuple[int | None, str | None, int | None, str | None],
) -> NetworkConnection:
    """Reads a page of the viewer's network; ``page`` is first, after, last and before."""
    context, tree = info.context, selected(info)
    wanted = _Asked(
        sought=None if text is None else name_query(text),
        conditions=conditions.checked() if conditions else EVERYBODY,
        by_name=order is not None and order.field is NetworkOrderField.NAME,
        is_ascending=order is not None and order.direction is OrderDirection.ASC,
    )
    asked = paging(context, wanted.about, *page)
    rows = await context.store.read(
        query("network/search"),
        me=context.me,
        **wanted.parameters(asked),
        profile=parts_of_edges(tree, "profile"),
        withTotal=asks(tree, "totalCount"),
    )
    row: Row = rows[0]["page"] if rows else NOBODY
    return NetworkConnection.of(page_of(context, wanted.about, asked, row))
