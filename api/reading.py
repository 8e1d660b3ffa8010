"""Everything that can be read: the root of all queries."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph.model.ids import IdKind, kind_of

from .analysis import Analysis
from .catalogue import CityConnection, SkillConnection, all_categories, cities_named, skills_named
from .context import Context
from .conversations import find_conversation, load_message
from .email_invitations import load_email_invitation
from .faults import BadPage
from .filters import FreelancerFilter, FreelancerOrder
from .finding import FreelancerConnection, browse, search
from .freelancers import Freelancer, FreelancerBy, find, load_person
from .invitations import load_invitation
from .jobs import JobReading, load_client, load_job
from .nodes import Node, require_id
from .notifications import load_notification
from .paging import MAX_PAGE, After, Before, First, Last
from .profiles import Category
from .proposals import load_proposal
from .rate_limit import RateLimit
from .referrals import load_referral
from .roles import Role, require_role
from .scalars import CountryCode
from .selection import parts, selected
from .teams import load_team
from .viewer import Viewer


@strawberry.type(description="Everything that can be read, by signed-in callers only.")
class Query(JobReading):
    """The root of reading."""

    @strawberry.field(description="What this operation costs the viewer and what remains.")
    def rate_limit(self, info: Info[Context, None]) -> RateLimit | None:
        """Tells the charge."""
        return RateLimit.of(info.context.charge)

    @strawberry.field(description="Measures of the marketplace, for analysts and operators only.")
    def analysis(self, info: Info[Context, None]) -> Analysis | None:
        """Lets analysts and operators count."""
        require_role(info.context, Role.ANALYST, Role.OPERATOR)
        return Analysis()

    @strawberry.field(description="The signed-in person, visible to nobody else.")
    def viewer(self, info: Info[Context, None]) -> Viewer | None:
        """Names the caller."""
        return Viewer.of(info.context.me)

    @strawberry.field(description="One freelancer, null alike when absent and when hidden from the viewer.")
    async def freelancer(
        self,
        info: Info[Context, None],
        by: Annotated[FreelancerBy, strawberry.argument(description="Exactly one way to name the person.")],
    ) -> Freelancer | None:
        """Looks a person up."""
        return await find(info, by)

    @strawberry.field(
        description="One thing by id, null alike when it does not exist and when the viewer may not see it."
    )
    async def node(
        self, info: Info[Context, None], id: Annotated[strawberry.ID, strawberry.argument(description="Opaque id.")]
    ) -> Node | None:
        """Looks a thing up."""
        return await _load(info, id)

    @strawberry.field(
        description="Several things by id in the order asked, each null alike when absent and when hidden from the "
        "viewer."
    )
    async def nodes(
        self,
        info: Info[Context, None],
        ids: Annotated[list[strawberry.ID], strawberry.argument(description="At most 100 opaque ids.")],
    ) -> list[Node | None]:
        """Looks several things up, one query for each kind."""
        if len(ids) > MAX_PAGE:
            raise BadPage(f"Ask for at most {MAX_PAGE} ids at once.")
        return list(await asyncio.gather(*(_load(info, each) for each in ids)))

    @strawberry.field(
        description="People found by name, closest first, or by exact e-mail address, without anyone hidden from the "
        "viewer."
    )
    async def search_freelancers(
        self,
        info: Info[Context, None],
        query: Annotated[
            str,
            strawberry.argument(
                description="First name and last initial, or one whole e-mail address; everything in it is text."
            ),
        ],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> FreelancerConnection | None:
        """Finds people."""
        return await search(info, query, first, after, last, before)

    @strawberry.field(description="People to add by place and skill, without anyone hidden from the viewer.")
    async def browse_freelancers(
        self,
        info: Info[Context, None],
        filter: Annotated[
            FreelancerFilter | None, strawberry.argument(description="Narrows the list; all conditions must hold.")
        ] = None,
        order_by: Annotated[
            list[FreelancerOrder] | None,
            strawberry.argument(
                description="Sort keys, the most important first; closest first when omitted. Only NAME in the same "
                "direction may follow the first."
            ),
        ] = None,
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> FreelancerConnection | None:
        """Browses people."""
        return await browse(info, filter, order_by, first, after, last, before)

    @strawberry.field(description="Skills whose name or synonym starts so, visible to every signed-in caller.")
    async def skills(
        self,
        info: Info[Context, None],
        query: Annotated[str, strawberry.argument(description="Start of a name or synonym.")],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> SkillConnection | None:
        """Completes the name of a skill."""
        return await skills_named(info, query, (first, after, last, before))

    @strawberry.field(description="Cities whose name starts so, visible to every signed-in caller.")
    async def cities(
        self,
        info: Info[Context, None],
        query: Annotated[str, strawberry.argument(description="Start of a name.")],
        country: Annotated[CountryCode | None, strawberry.argument(description="Only cities of this country.")] = None,
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> CityConnection | None:
        """Completes the name of a city."""
        return await cities_named(info, query, country, (first, after, last, before))

    @strawberry.field(description="All categories of work, at most 50, visible to every signed-in caller.")
    async def categories(self, info: Info[Context, None]) -> list[Category] | None:
        """Lists the categories."""
        return await all_categories(info)


async def _load(info: Info[Context, None], text: str) -> Node | None:
    context = info.context
    match kind_of(require_id(text)):
        case IdKind.FREELANCER:
            return await load_person(context, text, profile=parts(selected(info), "profile"))
        case (
            IdKind.CONVERSATION
            | IdKind.EMAIL_INVITATION
            | IdKind.INVITATION
            | IdKind.MESSAGE
            | IdKind.NOTIFICATION as kind
        ):
            return await _LOADED[kind](context, text)
        case IdKind.JOB:
            return await load_job(context, text)
        case IdKind.PROPOSAL:
            return await load_proposal(context, text, profile=parts(selected(info), "freelancer", "profile"))
        case IdKind.REFERRAL:
            return await load_referral(info, text)
        case IdKind.TEAM:
            return await load_team(context, text, profile=parts(selected(info), "members", "freelancer", "profile"))
        case IdKind.CLIENT:
            return await load_client(context, text)
        case IdKind.VIEWER:
            mine = Viewer.of(context.me)
            return mine if mine.id == text else None
        case _:
            return None


_LOADED: dict[IdKind, Callable[[Context, str], Awaitable[Node | None]]] = {
    IdKind.CONVERSATION: find_conversation,
    IdKind.EMAIL_INVITATION: load_email_invitation,
    IdKind.INVITATION: load_invitation,
    IdKind.MESSAGE: load_message,
    IdKind.NOTIFICATION: load_notification,
}
"""Things between people, each looked up by its id alone."""
