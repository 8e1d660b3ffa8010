"""People suggested to the viewer, with reasons, and what the viewer does not want to see again."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import Info

from confrere.graph import errors
from confrere.graph.dismissing import Dismissal, dismiss
from confrere.graph.model.ids import IdKind, packed, unpacked
from confrere.graph.model.rollout import Feature, is_open
from confrere.graph.people import person_of
from confrere.graph.store import Row
from confrere.recommendations import ReasonKind, sentences, slates
from confrere.recommendations.slates import Slate, Suggested, Viewed
from confrere.recommendations.snapshot import Surface

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .faults import BadCursor, NotOpen
from .freelancers import Freelancer
from .inputs import KEY, usable_key
from .nodes import ANYBODY, require_id
from .paging import PageInfo, page_size
from .profiles import Category, City, Country, Skill
from .refusals import NotAFreelancer, NotYourself, RolloutClosed, Unavailable
from .scalars import CountryCode
from .selection import parts_of_edges, selected

if TYPE_CHECKING:
    from .viewer import Viewer

SPARE = 10
"""People looked up beyond a page, for those who were hidden meanwhile."""

Subject = Annotated[
    Freelancer | Skill | City | Country | Category,
    strawberry.union("Subject", description="What a reason or a count is about, visible with that reason or count."),
]


@strawberry.type(description="Why somebody is suggested, resting only on what the viewer may see.")
class Reason:
    """One reason."""

    count: int = strawberry.field(description="How many things support it.")
    kind: ReasonKind = strawberry.field(description="What kind of reason.")
    sentence: str = strawberry.field(description="The reason in one sentence.")
    witnesses: list[Subject] = strawberry.field(description="Up to three of them, each visible to the viewer.")

    @classmethod
    def of(cls, told: sentences.Told) -> "Reason":
        """Shapes a reason."""
        return cls(
            count=told.count,
            kind=told.kind,
            sentence=told.sentence,
            witnesses=[_subject(told.kind, each) for each in told.witnesses],
        )


@strawberry.type(description="One entry in a page of people suggested to the viewer, visible to the viewer only.")
class RecommendationEdge:
    """Somebody suggested."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Freelancer = strawberry.field(description="The entry itself.")
    reasons: list[Reason] = strawberry.field(description="Why, strongest first, 1 to 7.")


@strawberry.type(description="A page of people suggested to the viewer, visible to the viewer only.")
class RecommendationConnection:
    """A page of a slate."""

    edges: list[RecommendationEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Freelancer] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    slate_id: strawberry.ID = strawberry.field(description="Names this slate in the log of what was suggested.")
    viewed: strawberry.Private[Viewed]
    slate: strawberry.Private[Slate]

    @strawberry.field(description="How many the viewer can see in all, counted only when asked for.")
    async def total_count(self, info: Info[Context, None]) -> int:
        """Asks for the whole slate."""
        places = range(len(self.slate.candidates))
        return len(await slates.shown(info.context.store, self.viewed, self.slate, places, profile=()))


@strawberry.input(description="What dismissRecommendation takes from the viewer.")
class DismissRecommendationInput:
    """Whom not to suggest."""

    freelancer_id: strawberry.ID = strawberry.field(description="Whom not to suggest.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type(description="What dismissRecommendation changed, visible to the viewer only.")
class DismissRecommendationPayload:
    """Suggested no more for a while."""

    dismissed_freelancer_id: strawberry.ID = strawberry.field(description="Who is suggested no more.")

    @strawberry.field(description="The viewer with new suggestions.")
    def viewer(self, info: Info[Context, None]) -> Annotated["Viewer", strawberry.lazy("confrere.api.viewer")]:
        """Names the caller."""
        from .viewer import Viewer

        return Viewer.of(info.context.me)


DismissRecommendationResult = Annotated[
    DismissRecommendationPayload | NotAFreelancer | NotYourself | RolloutClosed | Unavailable,
    strawberry.union(
        "DismissRecommendationResult", description="What came of dismissRecommendation, visible to the viewer only."
    ),
]


async def recommendations_of(
    info: Info[Context, None],
    surface: Surface,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> RecommendationConnection:
    """Reads a page of a slate; without a cursor a new slate is made.

    Raises:
        NotOpen: this phase has no recommendations.
        BadPage, BadCursor: the arguments name no page.
    """
    context = info.context
    if not is_open(Feature.RECOMMENDATIONS, context.rules.phase):
        raise NotOpen("There are no recommendations yet; they come with a later phase.")
    size, is_forward = page_size(first, last)
    viewed = Viewed(context.me, context.now, context.rules)
    spots = [None if each is None else _read(context, surface, each) for each in (after, before)]
    names = {spot[0] for spot in spots if spot is not None}
    if len(names) > 1:
        raise BadCursor("These cursors come from two slates. Start again without them.")
    low = spots[0][1] + 1 if spots[0] else 0
    if names:
        found = await slates.resume(context.store, context.me, names.pop(), served=low + size if is_forward else 0)
        if found is None:
            raise BadCursor("These suggestions have grown old. Start again without a cursor.")
        slate = found
    else:
        slate = await slates.begin(context.store, context.snapshot, viewed, surface, size=size, chance=context.chance)
    high = min(spots[1][1] if spots[1] else len(slate.candidates), len(slate.candidates))
    people, has_more = await _page(info, viewed, slate, range(low, high), size, is_forward=is_forward)
    edges = [
        RecommendationEdge(
            cursor=_sign(context, surface, slate, each.place),
            node=Freelancer.of(each.person),
            reasons=[Reason.of(told) for told in sentences.reasons(each.evidence, each.person.name)],
        )
        for each in people
    ]
    return RecommendationConnection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=PageInfo(
            has_next_page=has_more if is_forward else before is not None,
            has_previous_page=after is not None if is_forward else has_more,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        slate_id=strawberry.ID(slate.id),
        viewed=viewed,
        slate=slate,
    )


async def _page(
    info: Info[Context, None], viewed: Viewed, slate: Slate, places: range, size: int, *, is_forward: bool
) -> tuple[list[Suggested], bool]:
    """Reads on until the page is full and one more is known, or the places are at their end."""
    profile = parts_of_edges(selected(info), "profile")
    left = list(places) if is_forward else list(reversed(places))
    people: list[Suggested] = []
    while left and len(people) <= size:
        now, left = left[: size + 1 + SPARE], left[size + 1 + SPARE :]
        people += await slates.shown(info.context.store, viewed, slate, now, profile=profile)
    page = people[:size]
    return (page if is_forward else page[::-1]), len(people) > size


async def dismissed(context: Context, given: DismissRecommendationInput) -> DismissRecommendationPayload:
    """Notes a dismissal and shapes what came of it.

    Raises:
        RolloutClosed: this phase has no recommendations.
        Refused: as ``dismiss`` does.
    """
    if not is_open(Feature.RECOMMENDATIONS, context.rules.phase):
        raise errors.RolloutClosed(context.rules.audience, context.rules.phase)
    wish = Dismissal(
        context.me,
        require_id(given.freelancer_id, *ANYBODY),
        usable_key(given.idempotency_key),
    )
    await dismiss(context.store, wish, now=context.now, chance=context.chance)
    return DismissRecommendationPayload(dismissed_freelancer_id=given.freelancer_id)


def _sign(context: Context, surface: Surface, slate: Slate, place: int) -> str:
    body = place.to_bytes(2) + packed(slate.id)
    return context.cursors.seal(body, viewer=context.me, about=f"recommendations {surface}")


def _read(context: Context, surface: Surface, cursor: str) -> tuple[str, int]:
    body = context.cursors.unseal(cursor, viewer=context.me, about=f"recommendations {surface}")
    return unpacked(body[2:], IdKind.SLATE), int.from_bytes(body[:2])


def _subject(kind: ReasonKind, row: Row) -> Freelancer | Skill | City | Country | Category:
    match kind:
        case ReasonKind.SHARED_CONNECTIONS:
            return Freelancer.of(person_of(row))
        case ReasonKind.SHARED_SKILLS | ReasonKind.COMPLEMENTARY_SKILLS:
            return Skill.of(row)
        case ReasonKind.SAME_CITY:
            country = Country(code=CountryCode(row["countryCode"]), name=row["countryName"])
            return City(id=strawberry.ID(row["id"]), name=row["name"], country=country)
        case ReasonKind.SAME_COUNTRY:
            return Country(code=CountryCode(row["code"]), name=row["name"])
        case _:
            return Category(id=strawberry.ID(row["id"]), name=row["name"])
