"""What a team is, and how its members stand (R36, R38).

A team lives as long as its lead is in it. Whoever is deactivated, blocks another member or leaves is no longer in it:
that is read from the membership each time, so nothing waits to be swept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from .jobs import JobConcern, JobState, ProposalState
from .rollout import Feature


class TeamForm(StrEnum):
    """How the members work together."""

    SUBCONTRACT = "SUBCONTRACT"
    JOINT_PROPOSAL = "JOINT_PROPOSAL"
    COLLABORATION = "COLLABORATION"


FEATURES = {
    TeamForm.SUBCONTRACT: Feature.SUBCONTRACTING,
    TeamForm.JOINT_PROPOSAL: Feature.JOINT_PROPOSALS,
    TeamForm.COLLABORATION: Feature.COLLABORATION,
}
"""What each form needs to be open (R7, R38)."""


class TeamStage(StrEnum):
    """Where a live team stands."""

    FORMING = "FORMING"
    AGREED = "AGREED"
    PROPOSED = "PROPOSED"
    WORKING = "WORKING"


class Standing(StrEnum):
    """How one person stands in a team."""

    ASKED = "asked"
    """The present terms wait for a yes."""
    AGREED = "agreed"
    DECLINED = "declined"
    """Known to the lead alone; others go on seeing somebody who was asked."""
    GONE = "gone"
    """Left, blocked another member, or closed the account."""
    NOBODY = "not in it"


@dataclass(frozen=True, slots=True)
class MemberTerms:
    """What one person gives and gets."""

    hours: Decimal
    description: str = ""
    price_minor: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """One person in a team as it is stored."""

    person: str
    is_lead: bool = False
    skills: tuple[str, ...] = ()
    terms: MemberTerms | None = None
    """None until the person sets their own."""
    agreed_to: int | None = None
    """The version of the terms that the person said yes to."""
    has_declined: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A person whom an act names, as far as the rules ask."""

    is_active: bool = False
    is_connected: bool = False
    """With the lead."""
    is_blocked: bool = False
    """By the lead, or the other way."""
    hours: Decimal | None = None
    """Hours a week on offer; None for no limit."""
    booked: Decimal = Decimal(0)
    """Hours promised for other jobs."""
    refusals: int = 0
    """How often the person said no to this lead for this job, or left."""
    skills: Mapping[str, int] = field(default_factory=dict)
    """The level of each skill that the person lists, as far as the job asks for it."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team as it stands under the locks."""

    id: str
    form: TeamForm
    version: int
    size: int
    """How many were asked, the lead included: whoever was erased since is missing."""
    members: tuple[Membership, ...]
    offer: ProposalState | None = None
    """Its proposal to the client."""
    offered_version: int | None = None

    def lead(self) -> Membership | None:
        """Returns who formed it; None once that account is erased."""
        return next((each for each in self.members if each.is_lead), None)

    def lead_id(self) -> str:
        """Returns the id of who formed it, empty once that account is erased."""
        lead = self.lead()
        return lead.person if lead else ""

    def of(self, person: str) -> Membership | None:
        """Returns somebody's membership."""
        return next((each for each in self.members if each.person == person), None)

    def present(self) -> tuple[Membership, ...]:
        """Returns who is asked or has agreed."""
        return tuple(each for each in self.members if not each.has_declined and not each.is_gone)

    def is_live(self) -> bool:
        """Tells whether it exists: its lead is in it."""
        lead = self.lead()
        return lead is not None and not lead.is_gone

    def is_whole(self) -> bool:
        """Tells whether nobody left or declined since it was last changed."""
        return len(self.present()) == self.size

    def has_agreed(self) -> bool:
        """Tells whether all who were asked say yes to the present terms."""
        return self.is_whole() and all(each.agreed_to == self.version for each in self.members)

    def standing(self, person: str) -> Standing:
        """Tells how somebody stands in it."""
        membership = self.of(person)
        if membership is None or not self.is_live():
            return Standing.NOBODY
        if membership.is_gone:
            return Standing.GONE
        if membership.has_declined:
            return Standing.DECLINED
        return Standing.AGREED if membership.agreed_to == self.version else Standing.ASKED

    def stage(self, job: JobState, *, lead_is_hired: bool) -> TeamStage:
        """Tells where it stands."""
        is_offered = self.offer is ProposalState.SENT and self.offered_version == self.version
        is_hired = self.offer is ProposalState.ACCEPTED
        return stage_of(
            self.form,
            job,
            has_agreed=self.has_agreed(),
            is_offered=is_offered,
            is_hired=is_hired,
            lead_is_hired=lead_is_hired,
        )


def stage_of(
    form: TeamForm, job: JobState, *, has_agreed: bool, is_offered: bool, is_hired: bool, lead_is_hired: bool
) -> TeamStage:
    """Tells where a live team stands: hired as a whole, or as the subs of a hired prime."""
    if job is JobState.FILLED and (is_hired or (form is TeamForm.SUBCONTRACT and lead_is_hired and has_agreed)):
        return TeamStage.WORKING
    if not has_agreed:
        return TeamStage.FORMING
    return TeamStage.PROPOSED if is_offered else TeamStage.AGREED


@dataclass(frozen=True, slots=True)
class TeamScene:
    """What the rules read of an act on a team."""

    me: str
    job: str = ""
    state: JobState = JobState.OPEN
    concerns: frozenset[JobConcern] = frozenset()
    """The actor's; none where the job does not exist for them."""
    mine: ProposalState | None = None
    """The actor's own proposal for the job, or their team's."""
    lead_is_hired: bool = False
    """Whether the client hired the lead, alone or with the team."""
    leads_one: bool = False
    """Whether the actor leads a live team for the job already."""
    team: Team | None = None
    people: dict[str, Seen] = field(default_factory=dict)
    """Everybody named, everybody in the team and the actor."""
    blocks: frozenset[frozenset[str]] = frozenset()
    """Pairs among them that a block parts."""
    asks_for: Mapping[str, int] = field(default_factory=dict)
    """The least level of each skill that the job asks for, required or wished for."""
    changed_today: tuple[datetime, ...] = ()
    """When the actor asked the people of a team anything within a day, oldest first."""

    def stage(self) -> TeamStage:
        """Tells where the team stands."""
        return self.team.stage(self.state, lead_is_hired=self.lead_is_hired) if self.team else TeamStage.FORMING
