"""Search and browse: lists of people whose closest come first."""

import hashlib
from dataclasses import dataclass

from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph import finding
from confrere.graph.finding import Matches, Tally
from confrere.graph.model.ids import IdKind, packed, unpacked
from confrere.graph.model.name_query import name_query
from confrere.graph.model.people_filter import EVERYBODY
from confrere.graph.model.people_order import FacetKind, Order, OrderField
from confrere.graph.model.ranked_list import Spot
from confrere.graph.offers import by_offer

from .context import Context
from .faults import BadCursor
from .filters import FreelancerFilter, FreelancerOrder, people_order
from .freelancers import Freelancer, FreelancerConnection, FreelancerEdge
from .paging import PageInfo, page_size
from .selection import parts_of_edges, selected

__all__ = ["FreelancerConnection", "browse", "search"]

CLOSEST_FIRST = Order()

ID_BYTES = 10


async def search(
    info: Info[Context, None], query: str, first: int | None, after: str | None, last: int | None, before: str | None
) -> FreelancerConnection:
    """Reads a page of the people whom a query of the search box finds."""
    size, is_forward = page_size(first, last)
    sought = name_query(query)
    about = "search " + hashlib.sha256(repr(sought).encode()).hexdigest()
    return await _page(info, finding.by_name(sought), _Asked(about, size, is_forward, after, before))


async def browse(
    info: Info[Context, None],
    given: FreelancerFilter | None,
    order_by: list[FreelancerOrder] | None,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> FreelancerConnection:
    """Reads a page of the people who offer what is asked for."""
    size, is_forward = page_size(first, last)
    wanted, order = given.checked() if given else EVERYBODY, people_order(order_by)
    about = "browse " + hashlib.sha256(repr((wanted, order)).encode()).hexdigest()
    matches = await by_offer(info.context.store, wanted, order)
    return await _page(info, matches, _Asked(about, size, is_forward, after, before), order)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which page of which list."""

    about: str
    size: int
    is_forward: bool
    after: str | None
    before: str | None


async def _page(
    info: Info[Context, None], matches: Matches, asked: _Asked, order: Order = CLOSEST_FIRST
) -> FreelancerConnection:
    """Reads a page; a list that runs down is the same list read from its end."""
    context = info.context
    after, before = (
        None if each is None else _read(context, each, asked.about) for each in (asked.after, asked.before)
    )
    if after and before and after.head != before.head:
        raise BadCursor("These cursors come from two lists. Start again without them.")
    found = await finding.find(
        context.store,
        matches,
        me=context.me,
        size=asked.size,
        is_forward=asked.is_forward is not order.is_descending,
        after=before if order.is_descending else after,
        before=after if order.is_descending else before,
        profile=parts_of_edges(selected(info), "profile"),
        is_ranked=order.field is OrderField.CLOSENESS,
    )
    people = found.people if asked.is_forward else found.people[::-1]
    edges = [
        FreelancerEdge(cursor=_sign(context, spot, asked.about), node=Freelancer.of(person)) for spot, person in people
    ]
    info_of = PageInfo(
        has_next_page=found.has_more if asked.is_forward else before is not None,
        has_previous_page=after is not None if asked.is_forward else found.has_more,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return FreelancerConnection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=info_of,
        tally=lambda kind, limit: _counts(context, matches, asked.about).load((kind, limit)),
    )


def _counts(context: Context, matches: Matches, about: str) -> DataLoader[tuple[FacetKind | None, int], Tally]:
    """Counts a list once for all that is asked of it."""

    async def load(keys: list[tuple[FacetKind | None, int]]) -> list[Tally]:
        kinds = dict.fromkeys(kind for kind, _ in keys if kind)
        tally = await matches.tally(context.store, context.me, kinds, max(limit for _, limit in keys))
        return [tally] * len(keys)

    return context.loader(("counts", about), lambda: DataLoader(load_fn=load))


def _sign(context: Context, spot: Spot, about: str) -> str:
    """Makes the cursor of a spot: how many ids, which place, the ids, the key."""
    ids = b"".join(map(packed, spot.head))
    body = bytes((len(spot.head), spot.place)) + ids + spot.key.encode()
    return context.cursors.seal(body, viewer=context.me, about=about)


def _read(context: Context, cursor: str, about: str) -> Spot:
    """Reads the spot of a cursor."""
    body = context.cursors.unseal(cursor, viewer=context.me, about=about)
    end = 2 + ID_BYTES * body[0]
    ids = (body[at : at + ID_BYTES] for at in range(2, end, ID_BYTES))
    return Spot(tuple(unpacked(each, IdKind.FREELANCER) for each in ids), body[1], body[end:].decode())
