"""Inputs and results of the acts on teams."""

from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph.errors import InvalidInput as BadInput
from confrere.graph.model.ids import IdKind
from confrere.graph.model.jobs import Answer
from confrere.graph.model.team_acts import Asked
from confrere.graph.model.teams import MemberTerms, TeamForm

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .inputs import KEY
from .job_inputs import TermsInput, usable_terms
from .nodes import ANYBODY, require_id
from .refusals import (
    HoursExceeded,
    InvalidInput,
    JobClosed,
    NotAFreelancer,
    NotAllowed,
    NotFound,
    NotInNetwork,
    QuotaReached,
    RolloutClosed,
    TermsChanged,
    Unavailable,
)
from .team_inputs import usable_people
from .teams import Team, load_team, require_team
from .viewer import Viewer

MOST_MEMBERS = 49
"""People beside the lead."""
MOST_SKILLS = 50


@strawberry.input(description="One person to ask into a team.")
class TeamMemberInput:
    """Somebody wanted, with what is offered."""

    freelancer_id: strawberry.ID = strawberry.field(description="Somebody in the lead's network.")
    skill_ids: list[strawberry.ID] = strawberry.field(
        description="Seats the person would fill: skills that the job asks for and the person lists at its level; "
        "empty for somebody who is to be in it without a seat, such as a newcomer who learns."
    )
    terms: TermsInput | None = strawberry.field(
        default=None, description="Offered terms; leave out when the person sets their own."
    )


@strawberry.input(description="What formTeam takes from the viewer.")
class FormTeamInput:
    """A team to be."""

    form: TeamForm = strawberry.field(description="How to work together.")
    job_id: strawberry.ID = strawberry.field(description="For which job.")
    members: list[TeamMemberInput] = strawberry.field(description="Whom to ask, 1 to 49, without the lead.")
    terms: TermsInput | None = strawberry.field(default=None, description="The lead's own terms.")
    lead_skill_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Seats the lead fills; leave out for none."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input
class OnTeam:
    """An act on a team."""

    team_id: strawberry.ID = strawberry.field(description="Which team.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What changeTeam takes from the viewer.")
class ChangeTeamInput(OnTeam):
    """Who is to be in it."""

    members: list[TeamMemberInput] = strawberry.field(
        description="All members wanted from now on, without the lead; terms left out stay as they are."
    )
    lead_skill_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Seats the lead fills; leave out to keep them as they are."
    )


@strawberry.input(description="What setTeamTerms takes from the viewer.")
class SetTeamTermsInput(OnTeam):
    """What the viewer gives and gets."""

    terms: TermsInput = strawberry.field(description="The new terms.")


@strawberry.input(description="What answerTeam takes from the viewer.")
class AnswerTeamInput(OnTeam):
    """Yes or no."""

    answer: Answer = strawberry.field(description="Yes or no.")
    terms_version: int = strawberry.field(description="The version the viewer has read.")


@strawberry.input(description="What leaveTeam takes from the viewer.")
class LeaveTeamInput(OnTeam):
    """Which team."""


def usable_members(given: list[TeamMemberInput]) -> tuple[Asked, ...]:
    """Returns whom the lead wants.

    Raises:
        InvalidInput: nobody, too many, somebody twice, or terms that are not usable.
        NotAFreelancer: a client or an agency.
    """
    path = ("input", "members")
    if not given:
        raise BadInput("Ask at least one person.", path=path, code="TOO_SHORT", limit=1)
    usable_people([each.freelancer_id for each in given], path, most=MOST_MEMBERS)
    return tuple(_asked(each, path) for each in given)


def _asked(given: TeamMemberInput, path: tuple[str, ...]) -> Asked:
    skills = usable_seats(given.skill_ids, (*path, "skillIds"))
    who = require_id(given.freelancer_id, *ANYBODY)
    return Asked(who, skills, member_terms(given.terms, (*path, "terms")))


def usable_seats(given: list[strawberry.ID], path: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the skills that somebody is to bring.

    Raises:
        InvalidInput: too many, or one of them twice.
    """
    if len(given) > MOST_SKILLS:
        raise BadInput(f"Name at most {MOST_SKILLS} skills.", path=path, code="TOO_LONG", limit=MOST_SKILLS)
    skills = tuple(require_id(each, IdKind.SKILL) for each in given)
    if len(set(skills)) < len(skills):
        raise BadInput("Name each skill once.", path=path)
    return skills


def seats_of_lead(given: list[strawberry.ID] | None) -> tuple[str, ...] | None:
    """Returns the skills that the lead brings; None where nothing is said of them.

    Raises:
        InvalidInput: see ``usable_seats``.
    """
    return None if given is None else usable_seats(given, ("input", "leadSkillIds"))


def member_terms(given: TermsInput | None, path: tuple[str, ...]) -> MemberTerms | None:
    """Returns terms; None where none are given.

    Raises:
        InvalidInput: hours, an amount or a text that is not usable.
    """
    if given is None:
        return None
    offer = usable_terms(given, path)
    return MemberTerms(offer.hours, offer.description, offer.price_minor, offer.currency)


@strawberry.type
class TeamChange:
    """What an act changed of a team."""

    changed: strawberry.Private[str]

    @strawberry.field(description="The team as it is now.")
    async def team(self, info: Info[Context, None]) -> Team:
        """Reads the team again."""
        return await require_team(info, self.changed)


@strawberry.type(description="What formTeam changed, visible to the viewer only.")
class FormTeamPayload(TeamChange):
    """Everybody is asked."""


@strawberry.type(description="What changeTeam changed, visible to the viewer only.")
class ChangeTeamPayload(TeamChange):
    """Everybody is asked again."""


@strawberry.type(description="What setTeamTerms changed, visible to the viewer only.")
class SetTeamTermsPayload(TeamChange):
    """Everybody is asked again."""


@strawberry.type(description="What answerTeam changed, visible to the viewer only.")
class AnswerTeamPayload:
    """Answered."""

    answered_team_id: strawberry.ID = strawberry.field(description="The team answered.")

    @strawberry.field(description="The team, null when declined.")
    async def team(self, info: Info[Context, None]) -> Team | None:
        """Reads the team again."""
        return await load_team(info.context, self.answered_team_id)

    @strawberry.field(description="The viewer with the new list.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


@strawberry.type(description="What leaveTeam changed, visible to the viewer only.")
class LeaveTeamPayload:
    """Out of it."""

    left_team_id: strawberry.ID = strawberry.field(description="The team left.")

    @strawberry.field(description="The viewer with the new list.")
    def viewer(self, info: Info[Context, None]) -> Viewer:
        """Names the caller."""
        return Viewer.of(info.context.me)


FormTeamResult = Annotated[
    FormTeamPayload
    | HoursExceeded
    | InvalidInput
    | JobClosed
    | NotAFreelancer
    | NotFound
    | NotInNetwork
    | QuotaReached
    | RolloutClosed
    | Unavailable,
    strawberry.union("FormTeamResult", description="What came of formTeam, visible to the viewer only."),
]
ChangeTeamResult = Annotated[
    ChangeTeamPayload
    | InvalidInput
    | NotAFreelancer
    | NotAllowed
    | NotFound
    | NotInNetwork
    | QuotaReached
    | Unavailable,
    strawberry.union("ChangeTeamResult", description="What came of changeTeam, visible to the viewer only."),
]
SetTeamTermsResult = Annotated[
    SetTeamTermsPayload | HoursExceeded | InvalidInput | NotAFreelancer | NotAllowed | NotFound | QuotaReached,
    strawberry.union("SetTeamTermsResult", description="What came of setTeamTerms, visible to the viewer only."),
]
AnswerTeamResult = Annotated[
    AnswerTeamPayload | HoursExceeded | InvalidInput | NotAFreelancer | NotFound | TermsChanged,
    strawberry.union("AnswerTeamResult", description="What came of answerTeam, visible to the viewer only."),
]
LeaveTeamResult = Annotated[
    LeaveTeamPayload | NotAFreelancer | NotFound,
    strawberry.union("LeaveTeamResult", description="What came of leaveTeam, visible to the viewer only."),
]
