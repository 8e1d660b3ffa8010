"""Teams, as those may see them who lead one, are in it or asked into it, and the client once it is proposed or told."""

from collections import Counter

import strawberry
from strawberry import Info
from strawberry.dataloader import DataLoader

from confrere.graph.model.ids import talk_of
from confrere.graph.model.jobs import JobState, ProposalState
from confrere.graph.model.rollout import is_open
from confrere.graph.model.teams import FEATURES, TeamForm, TeamStage, stage_of
from confrere.graph.people import Parts
from confrere.graph.queries import query
from confrere.graph.store import Row

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .conversations import Conversation, talk_of_team
from .faults import still_there
from .freelancers import Freelancer, freelancer_of, load_person
from .jobs import Job, require_job
from .nodes import Node
from .paging import After, Before, First, Last, PageInfo, page_of, paging
from .profiles import Skill
from .proposals import Proposal, Terms, load_proposal
from .proposed_teams import BEST_SWAP, ProposedTeam
from .referrals import Consent
from .requirements import Requirement
from .scalars import DateTime
from .selection import asks, parts, parts_of_edges, selected
from .team_repair import substitute_for

LIST = "teams"


@strawberry.type(description="One person in a team, visible with the team.")
class TeamMember:
    """Somebody in it, or asked into it."""

    consent: Consent = strawberry.field(description="The answer to the current terms as the viewer may know it.")
    freelancer: Freelancer = strawberry.field(description="Who.")
    skills: list[Skill] = strawberry.field(description="Seats the person fills.")
    terms: Terms | None = strawberry.field(
        description="What the person gives and gets, null when not visible to the viewer."
    )

    @classmethod
    def of(cls, row: Row) -> "TeamMember":
        """Shapes one of the ``members``."""
        return cls(
            consent=Consent.ACCEPTED if row["hasAgreed"] else Consent.PENDING,
            freelancer=freelancer_of(row["person"]),
            skills=[Skill.of(each) for each in row["skills"]],
            terms=Terms.of(row["terms"]) if row["terms"] else None,
        )


@strawberry.type(
    description="People formed for one job, visible to lead, members and, once proposed or informed, the client, and "
    "gone when the job ends."
)
class Team(Node):
    """A live team."""

    client_informed_at: DateTime | None = strawberry.field(
        description="When the client was told of a subcontract, null for other forms."
    )
    form: TeamForm = strawberry.field(description="How the members work together.")
    formed_at: DateTime = strawberry.field(description="When it was formed.")
    members: list[TeamMember] = strawberry.field(
        description="Everyone in it, the lead first, at most 50, without those who left."
    )
    stage: TeamStage = strawberry.field(description="Where it stands.")
    terms_version: int = strawberry.field(description="Grows with every change, which asks for consent again.")
    row: strawberry.Private[Row]

    @classmethod
    def of(cls, row: Row) -> "Team":
        """Shapes the ``team`` map."""
        informed = row["informedAt"]
        form = TeamForm(row["form"])
        is_own = row["offerTeam"] == row["id"]
        is_hired = row["offerState"] == ProposalState.ACCEPTED
        is_sent = row["offerState"] == ProposalState.SENT and row["offerVersion"] == row["version"]
        return cls(
            id=strawberry.ID(row["id"]),
            client_informed_at=None if informed is None else DateTime(informed),
            form=form,
            formed_at=DateTime(row["formedAt"]),
            members=[TeamMember.of(each) for each in row["members"]],
            stage=stage_of(
                form,
                JobState(row["jobState"]),
                has_agreed=row["hasAgreed"],
                is_offered=is_own and is_sent,
                is_hired=is_own and is_hired,
                lead_is_hired=is_hired,
            ),
            terms_version=row["version"],
            row=row,
        )

    @property
    def listeners(self) -> list[Freelancer]:
        """Who is in its conversation: whoever has agreed, to whichever terms."""
        return [freelancer_of(each["person"]) for each in self.row["members"] if each["isIn"]]

    @strawberry.field(description="The team's conversation, visible to consenting members only.")
    async def conversation(self, info: Info[Context, None]) -> Conversation | None:
        """Looks it up, also before anybody has said anything."""
        return await talk_of_team(info.context, talk_of(self.row["id"])) if self.row["isIn"] else None

    @strawberry.field(description="Who declined, visible to the lead only.")
    async def declined(self, info: Info[Context, None]) -> list[Freelancer]:
        """Looks them up."""
        profile = parts(selected(info), "profile")
        found = [await load_person(info.context, each, profile=profile) for each in self.row["declined"]]
        return [each for each in found if each]

    @strawberry.field(description="The one job it is for.")
    async def job(self, info: Info[Context, None]) -> Job:
        """Looks it up."""
        return await require_job(info.context, self.row["job"])

    @strawberry.field(
        description="Required seats that nobody in it fills, each line with as many as are open; empty for a team that "
        "fills all. Whoever hires it hires it so."
    )
    def open_seats(self) -> list[Requirement]:
        """Counts what the members as the viewer sees them leave open."""
        filled = Counter(skill.id for member in self.members for skill in member.skills)
        lines = [each | {"seats": each["seats"] - filled[strawberry.ID(each["id"])]} for each in self.row["requires"]]
        return [Requirement.of(each) for each in lines if each["seats"] > 0]

    @strawberry.field(description="Who formed it.")
    def lead(self) -> Freelancer:
        """Names the lead, who comes first."""
        return self.members[0].freelancer

    @strawberry.field(
        description="The best repaired team after somebody left, from the lead's own network, visible to the lead only."
    )
    async def substitute(self, info: Info[Context, None]) -> ProposedTeam | None:
        """Searches for one, off the event loop."""
        return await substitute_for(info.context, self.row, with_swaps=asks(selected(info), *BEST_SWAP))

    @strawberry.field(description="Its proposal to the client, once sent.")
    async def proposal(self, info: Info[Context, None]) -> Proposal | None:
        """Looks it up; members see it through the team."""
        offer = self.row["offer"]
        return await load_proposal(info.context, offer, profile=()) if offer else None


@strawberry.type(description="One entry in a page of live teams, visible to the viewer only.")
class TeamEdge:
    """A team in a list."""

    cursor: str = strawberry.field(description="Signed cursor, good only for the same list, filter and order.")
    node: Team = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of live teams, visible to the viewer only.")
class TeamConnection:
    """A page of teams."""

    edges: list[TeamEdge] = strawberry.field(description="The page with cursors.")
    nodes: list[Team] = strawberry.field(description="The page without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many the viewer can see in all, counted only when asked for.")


@strawberry.type
class TeamsOfViewer:
    """What the signed-in person has of teams."""

    @strawberry.field(description="The forms of working together that are switched on.")
    def team_forms(self, info: Info[Context, None]) -> list[TeamForm]:
        """Reads the settings in force."""
        rules = info.context.rules
        return [each for each in TeamForm if each in rules.team_forms and is_open(FEATURES[each], rules.phase)]

    @strawberry.field(
        description="Live teams the viewer leads, belongs to or is invited to, and for a client those it may see for "
        "its jobs, newest first."
    )
    async def teams(
        self,
        info: Info[Context, None],
        after: After = None,
        before: Before = None,
        first: First = None,
        last: Last = None,
    ) -> TeamConnection:
        """Reads a page of the viewer's teams."""
        context, tree = info.context, selected(info)
        asked = paging(context, LIST, first, after, last, before)
        rows = await context.store.read(
            query("teams/listed"), me=context.me, **asked.parameters, withTotal=asks(tree, "totalCount")
        )
        page = page_of(context, LIST, asked, rows[0]["page"] if rows else {"edges": [], "total": 0})
        profile = parts_of_edges(tree, "members", "freelancer", "profile") + parts_of_edges(tree, "lead", "profile")
        found = await _loader(context, profile=profile).load_many([edge["key"] for _, edge in page.edges])
        edges = [
            TeamEdge(cursor=cursor, node=team) for (cursor, _), team in zip(page.edges, found, strict=True) if team
        ]
        return TeamConnection(
            edges=edges, nodes=[edge.node for edge in edges], page_info=page.info, total_count=page.total
        )


async def load_team(context: Context, team: str, *, profile: Parts = ()) -> Team | None:
    """Looks one team up, None where it does not show to the viewer."""
    return await _loader(context, profile=profile).load(team)


async def require_team(info: Info[Context, None], team: str) -> Team:
    """Looks up a team that the viewer is known to see.

    Raises:
        ChangedMeanwhile: it ceased to be shown in the same moment.
    """
    tree = selected(info)
    profile = parts(tree, "members", "freelancer", "profile") + parts(tree, "lead", "profile")
    return still_there(await load_team(info.context, team, profile=profile))


def _loader(context: Context, *, profile: Parts) -> "DataLoader[str, Team | None]":
    async def read(ids: list[str]) -> dict[str, Team]:
        rows = await context.store.read(query("teams/by_ids"), me=context.me, ids=ids, profile=profile)
        return {row["team"]["id"]: Team.of(row["team"]) for row in rows}

    return context.look_ups(("team", profile), read)
