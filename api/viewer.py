"""The signed-in person and all that is theirs."""

from typing import Annotated

import strawberry
from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph import notifications
from confrere.graph.accounts import OwnAccount, own_account
from confrere.graph.model.eligibility import Standing, eligibility, is_in_audience
from confrere.graph.model.ids import IdKind
from confrere.graph.model.people import Segment, Tooltip, Visibility
from confrere.graph.model.quotas import QuotaKind, quota
from confrere.graph.model.rules import Phase
from confrere.graph.queries import query
from confrere.recommendations.snapshot import Surface
from confrere.recommendations.teams.problem import Objective

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .conversations import ConversationConnection, conversations_of_viewer
from .email_invitations import EmailInvitationsOfViewer
from .faults import BadMoment, NoFreelancer
from .filters import FreelancerFilter
from .freelancers import (
    AsOf,
    Freelancer,
    FreelancerConnection,
    NetworkConnection,
    blocked_by_viewer,
    load_person,
    network_of,
    past_network_of,
)
from .invitations import InvitationConnection, invitations_of
from .jobs import Client, load_client
from .limits import Eligibility, Quota
from .network_search import NetworkOrder, search_network
from .nodes import Node
from .notifications import NotificationConnection, notifications_of_viewer
from .paging import After, Before, First, Last, PageInfo
from .preferences import NotificationPreference, preferences_of
from .recommending import RecommendationConnection, recommendations_of
from .referrals import ReferralsOfViewer
from .selection import parts, selected
from .team_inputs import TeamConstraints
from .team_proposals import ProposeTeamsResult, propose_teams
from .team_purpose import TeamPurpose
from .teams import TeamsOfViewer


@strawberry.type(description="The signed-in person and all that is theirs, visible to that person only.")
class Viewer(ReferralsOfViewer, TeamsOfViewer, EmailInvitationsOfViewer, Node):
    """The caller."""

    @classmethod
    def of(cls, me: str) -> "Viewer":
        """Names the view of one account: its id with the kind of a viewer."""
        return cls(id=strawberry.ID(f"{IdKind.VIEWER}{me[2:]}"))

    @strawberry.field(description="The viewer as a freelancer, null for a client.")
    async def freelancer(self, info: Info[Context, None]) -> Freelancer | None:
        """Looks oneself up."""
        return await load_person(info.context, info.context.me, profile=parts(selected(info), "profile"))

    @strawberry.field(description="The viewer as a client, null for a freelancer.")
    async def client(self, info: Info[Context, None]) -> Client | None:
        """Looks oneself up."""
        return await load_client(info.context, info.context.me)

    @strawberry.field(description="The viewer's network, newest connection first.")
    async def network(
        self,
        info: Info[Context, None],
        filter: Annotated[
            FreelancerFilter | None,
            strawberry.argument(description="Narrows the list; all conditions must hold."),
        ] = None,
        order_by: Annotated[
            NetworkOrder | None, strawberry.argument(description="The order; newest connection first when omitted.")
        ] = None,
        query: Annotated[
            str | None, strawberry.argument(description="First name and last initial, as in the search of people.")
        ] = None,
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
        as_of: AsOf = None,
    ) -> NetworkConnection:
        """Reads a page of one's own network, now or as it was."""
        me, context = info.context.me, info.context
        is_plain = filter is None and order_by is None and query is None
        if as_of is not None:
            if not is_plain:
                raise BadMoment("The past is listed as it was: leave filter, orderBy and query out.")
            return await past_network_of(context, me, as_of, first, after, last, before)
        if not is_plain:
            return await search_network(info, query, filter, order_by, (first, after, last, before))
        page = await network_of(info, me, first, after, last, before)
        return page or NetworkConnection(edges=[], nodes=[], page_info=_NOWHERE, total_count=0)

    @strawberry.field(description="Pending invitations from others, newest first.")
    async def invitations_received(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> InvitationConnection:
        """Reads a page of what waits for the viewer."""
        return await invitations_of(info, "invitations/received", "sender", first, after, last, before)

    @strawberry.field(description="The viewer's own pending invitations, newest first.")
    async def invitations_sent(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> InvitationConnection:
        """Reads a page of what shows pending to the viewer."""
        return await invitations_of(info, "invitations/sent", "recipient", first, after, last, before)

    @strawberry.field(description="People the viewer has blocked, latest first.")
    async def blocked(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> FreelancerConnection:
        """Reads a page of whom the viewer blocked, by the names of then."""
        return await blocked_by_viewer(info, first, after, last, before)

    @strawberry.field(description="What concerns the viewer, newest first.")
    async def notifications(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> NotificationConnection:
        """Reads a page of what the viewer hears of."""
        return await notifications_of_viewer(info, first, after, last, before)

    @strawberry.field(description="The viewer's conversations, latest message first.")
    async def conversations(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> ConversationConnection:
        """Reads a page of whom the viewer talks with."""
        return await conversations_of_viewer(info, first, after, last, before)

    @strawberry.field(description="Messages the viewer has not read, over all conversations.")
    async def unread_message_count(self, info: Info[Context, None]) -> int:
        """Adds up what every conversation has."""
        rows = await info.context.store.read(query("messages/unread"), me=info.context.me)
        return int(rows[0]["unread"])

    @strawberry.field(description="Notifications the viewer has not read.")
    async def unread_notification_count(self, info: Info[Context, None]) -> int:
        """Counts what is new."""
        return await notifications.unread(info.context.store, me=info.context.me, now=info.context.now)

    @strawberry.field(description="One entry for each kind of notification.")
    async def notification_preferences(self, info: Info[Context, None]) -> list[NotificationPreference]:
        """Reads the viewer's own account."""
        return preferences_of(await _own(info))

    @strawberry.field(description="People suggested to the viewer, best first.")
    async def recommendations(
        self,
        info: Info[Context, None],
        surface: Annotated[Surface, strawberry.argument(description="What the suggestions rest on.")] = Surface.ALL,
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> RecommendationConnection | None:
        """Reads a page of suggestions."""
        return await recommendations_of(info, surface, first, after, last, before)

    @strawberry.field(description="Whether the viewer belongs to the audience of this phase.")
    async def can_act(self, info: Info[Context, None]) -> bool:
        """Judges the viewer's own records; a client never belongs to it."""
        standing = await info.context.standing()
        return standing is not None and is_in_audience(standing, info.context.rules)

    @strawberry.field(description="Tooltips the viewer dismissed, on any device.")
    async def dismissed_tooltips(self, info: Info[Context, None]) -> list[Tooltip]:
        """Reads the viewer's own account."""
        account = await _own(info)
        return list(account.dismissed_tooltips) if account else []

    @strawberry.field(
        description="The best teams for a job from the viewer's network, without anyone hidden from the viewer."
    )
    async def propose_teams(
        self,
        info: Info[Context, None],
        purpose: Annotated[
            TeamPurpose, strawberry.argument(name="for", description="The job or the requirements to staff.")
        ],
        constraints: Annotated[
            TeamConstraints | None, strawberry.argument(description="Limits every team must meet.")
        ] = None,
        objective: Annotated[Objective, strawberry.argument(description="What to optimise first.")] = Objective.TRUST,
        radius: Annotated[
            int, strawberry.argument(description="How far from the viewer to look, 1 or 2 connections.")
        ] = 1,
        k: Annotated[int, strawberry.argument(description="How many teams to return, 1 to 10.")] = 1,
        time_limit_ms: Annotated[
            int, strawberry.argument(description="When to stop and return the best team so far, 1 to 10000.")
        ] = 1000,
    ) -> ProposeTeamsResult | None:
        """Forms teams."""
        return await propose_teams(info, purpose, constraints, objective, radius, k, time_limit_ms)

    @strawberry.field(description="Whether others can find the viewer.")
    async def profile_visibility(self, info: Info[Context, None]) -> Visibility:
        """Reads the viewer's own account; a client can never be found."""
        account = await _own(info)
        return account.visibility if account else Visibility.PRIVATE

    @strawberry.field(description="The segments recorded for the viewer.")
    async def segments(self, info: Info[Context, None]) -> list[Segment]:
        """Reads the viewer's own account."""
        account = await _own(info)
        return list(account.segments) if account else []

    @strawberry.field(description="Whether the viewer may invite now, and why.")
    async def eligibility(self, info: Info[Context, None]) -> Eligibility:
        """Judges the viewer's own records."""
        return Eligibility.of(eligibility(await _own_records(info), info.context.rules))

    @strawberry.field(description="One of the viewer's limits.")
    async def quota(
        self, info: Info[Context, None], kind: Annotated[QuotaKind, strawberry.argument(description="Which limit.")]
    ) -> Quota:
        """Counts what is left."""
        return Quota.of(quota(kind, await _own_records(info), info.context.rules))

    @strawberry.field(description="The phase the product is in.")
    def phase(self, info: Info[Context, None]) -> Phase:
        """Says what is offered."""
        return info.context.rules.phase


_NOWHERE = PageInfo(end_cursor=None, has_next_page=False, has_previous_page=False, start_cursor=None)


async def _own(info: Info[Context, None]) -> OwnAccount | None:
    context = info.context

    async def load(keys: list[str]) -> list[OwnAccount | None]:
        return [await own_account(context.store, me=each) for each in keys]

    found: OwnAccount | None = await context.loader("own", lambda: DataLoader(load_fn=load)).load(context.me)
    return found


async def _own_records(info: Info[Context, None]) -> Standing:
    standing = await info.context.standing()
    if standing is None:
        raise NoFreelancer("This account is no freelancer's, so it has neither eligibility nor quotas.")
    return standing
