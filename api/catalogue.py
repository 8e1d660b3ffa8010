"""What people refer to: skills, cities and categories, found by any of their names."""

from typing import Any

import strawberry
from strawberry import Info

from confrere.graph.model.name_query import AFTER_ALL
from confrere.graph.names import folded, skill_key
from confrere.graph.queries import query
from confrere.graph.store import Row

from .context import Context
from .filters import usable_word
from .paging import Page, PageInfo, page_of, paging
from .profiles import Category, City, Skill
from .selection import asks, selected


@strawberry.type(description="One entry in a page of skills, visible to every signed-in caller.")
class SkillEdge:
    """A skill in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Skill = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of skills, visible to every signed-in caller.")
class SkillConnection:
    """A page of skills."""

    edges: list[SkillEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Skill] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


@strawberry.type(description="One entry in a page of cities, visible to every signed-in caller.")
class CityEdge:
    """A city in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: City = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of cities, visible to every signed-in caller.")
class CityConnection:
    """A page of cities."""

    edges: list[CityEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[City] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


Asked = tuple[int | None, str | None, int | None, str | None]
"""The paging arguments: first, after, last and before."""


async def skills_named(info: Info[Context, None], text: str, window: Asked) -> SkillConnection:
    """Reads a page of skills one of whose names begins so."""
    start = skill_key(usable_word(text, ("query",)))
    page = await _read(info, "finding/skills", f"skills {start}", start, window, {})
    edges = [SkillEdge(cursor=cursor, node=Skill.of(row)) for cursor, row in page.edges]
    return SkillConnection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
    )


async def cities_named(info: Info[Context, None], text: str, country: str | None, window: Asked) -> CityConnection:
    """Reads a page of cities whose name begins so."""
    start = folded(usable_word(text, ("query",)))
    code = country or ""
    page = await _read(info, "finding/cities", f"cities {code} {start}", start, window, {"country": code})
    edges = [CityEdge(cursor=cursor, node=City.of(row)) for cursor, row in page.edges]
    return CityConnection(edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total)


async def all_categories(info: Info[Context, None]) -> list[Category]:
    """Reads all categories."""
    rows = await info.context.store.read(query("finding/categories"))
    return [Category(id=strawberry.ID(row["id"]), name=row["name"]) for row in rows]


async def _read(
    info: Info[Context, None], name: str, about: str, start: str, window: Asked, more: dict[str, Any]
) -> Page:
    """Reads a page of a list in the order of its keys; an empty word begins nothing, so it finds nothing."""
    context = info.context
    asked = paging(context, about, *window)
    row: Row = {"edges": [], "total": 0}
    if start:
        rows = await context.store.read(
            query(name),
            low=start,
            high=start + AFTER_ALL,
            after=asked.after.key,
            before=asked.before.key if asked.has_before else AFTER_ALL,
            forward=asked.is_forward,
            limit=asked.size + 1,
            withTotal=asks(selected(info), "totalCount"),
            **more,
        )
        row = rows[0]["page"]
    return page_of(context, about, asked, row)
