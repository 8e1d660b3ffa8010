"""Pages of lists that run from the newest to the oldest, in both directions, by signed keyset cursors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import strawberry

from confrere.graph.store import Row

from .context import Context
from .cursors import FIRST, LAST, Position
from .faults import BadPage

MAX_PAGE = 100

First = Annotated[
    int | None,
    strawberry.argument(description="How many from the front, 1 to 100; exactly one of first and last is required."),
]
Last = Annotated[
    int | None,
    strawberry.argument(description="How many from the end, 1 to 100; exactly one of first and last is required."),
]
After = Annotated[str | None, strawberry.argument(description="Only edges after this cursor.")]
Before = Annotated[str | None, strawberry.argument(description="Only edges before this cursor.")]


@strawberry.type(description="Where a page lies in its list, visible to whoever may see the list.")
class PageInfo:
    """Relay's page info."""

    end_cursor: str | None = strawberry.field(description="Signed cursor of the last edge, null on an empty page.")
    has_next_page: bool = strawberry.field(description="Whether more edges follow.")
    has_previous_page: bool = strawberry.field(description="Whether edges precede.")
    start_cursor: str | None = strawberry.field(description="Signed cursor of the first edge, null on an empty page.")


@dataclass(frozen=True, slots=True)
class Paging:
    """A page asked for: hashable, so that equal pages of many lists are read in one query."""

    size: int
    is_forward: bool
    after: Position
    before: Position
    has_after: bool
    has_before: bool

    @property
    def parameters(self) -> Row:
        """The parameters of a page file; one edge more than asked for tells whether there are more."""
        return {
            "afterTime": self.after.at,
            "afterId": self.after.key,
            "beforeTime": self.before.at,
            "beforeId": self.before.key,
            "forward": self.is_forward,
            "limit": self.size + 1,
        }

    @property
    def parameters_by_key(self) -> Row:
        """The same for a list in the order of its keys alone."""
        return {name: value for name, value in self.parameters.items() if not name.endswith("Time")}


def page_size(first: int | None, last: int | None) -> tuple[int, bool]:
    """Returns how many are asked for, and whether from the front.

    Raises:
        BadPage: not exactly one of ``first`` and ``last``, or not within 1 to 100.
    """
    size = first if first is not None else last
    if size is None or (first is not None and last is not None) or not 1 <= size <= MAX_PAGE:
        raise BadPage(f"Give exactly one of first and last, from 1 to {MAX_PAGE}.")
    return size, first is not None


def paging(
    context: Context, about: str, first: int | None, after: str | None, last: int | None, before: str | None
) -> Paging:
    """Reads the paging arguments of the list ``about``.

    Raises:
        BadPage: not exactly one of ``first`` and ``last``, or not within 1 to 100.
        BadCursor: a cursor of another list or viewer.
    """
    size, is_forward = page_size(first, last)

    def read(cursor: str | None, otherwise: Position) -> Position:
        return context.cursors.read(cursor, viewer=context.me, about=about) if cursor is not None else otherwise

    return Paging(
        size=size,
        is_forward=is_forward,
        after=read(after, FIRST),
        before=read(before, LAST),
        has_after=after is not None,
        has_before=before is not None,
    )


@dataclass(frozen=True, slots=True)
class Page:
    """The edges of one page in the order of the list, each with its cursor."""

    edges: Sequence[tuple[str, Row]]
    info: PageInfo
    total: int


def page_of(context: Context, about: str, asked: Paging, row: Row) -> Page:
    """Cuts the extra edge off, puts the edges in the list's order and signs their cursors."""
    edges: list[Any] = row["edges"]
    has_more = len(edges) > asked.size
    kept = edges[: asked.size] if asked.is_forward else edges[: asked.size][::-1]
    signed = [
        (context.cursors.sign(Position(edge.get("at", FIRST.at), edge["key"]), viewer=context.me, about=about), edge)
        for edge in kept
    ]
    info = PageInfo(
        has_next_page=has_more if asked.is_forward else asked.has_before,
        has_previous_page=asked.has_after if asked.is_forward else has_more,
        start_cursor=signed[0][0] if signed else None,
        end_cursor=signed[-1][0] if signed else None,
    )
    return Page(signed, info, row["total"])
