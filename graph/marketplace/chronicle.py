"""What happened with jobs, row by row, as it is to be written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from confrere.graph.model.jobs import JobState, ProposalState
from confrere.graph.model.teams import TeamForm
from confrere.graph.model.transitions import EventKind


class Happening(NamedTuple):
    """An event of the ledger; people and clients are rows, clients after all people."""

    kind: EventKind
    at: int
    a: int
    b: int | None
    job: int
    team: int | None = None
    form: TeamForm | None = None
    teams: Sequence[int] = ()


@dataclass(slots=True)
class Invite:
    """A job that was brought to somebody."""

    person: int
    job: int
    at: int
    declined: int | None = None


@dataclass(slots=True)
class Proposal:
    """What somebody offered to a client, alone or for a team."""

    person: int
    job: int
    sent: int
    hours: float
    description: str | None = None
    price: int | None = None
    state: ProposalState = ProposalState.SENT
    opened: int | None = None
    form: TeamForm | None = None
    team: int | None = None
    version: int | None = None


@dataclass(slots=True)
class Referral:
    """A job that somebody passed on."""

    giver: int
    candidate: int
    job: int
    at: int
    note: int | None
    accepted: int | None = None
    declined: int | None = None


@dataclass(slots=True)
class Member:
    """Somebody in a team, with the terms."""

    person: int
    at: int
    is_lead: bool
    skills: tuple[int, ...]
    hours: float
    price: int | None = None
    agreed: int | None = None
    declined: int | None = None


@dataclass(slots=True)
class Crew:
    """A team, which is written while it exists.

    Attributes:
        number: Which of all teams.
        job: Whose it is.
        form: How it works together.
        formed: When.
        members: Everybody who was asked, the lead first.
        version: Of the terms.
        agreed: When the last of all agreed.
        ended: When it ceased to exist.
    """

    number: int
    job: int
    form: TeamForm
    formed: int
    members: list[Member]
    version: int = 1
    agreed: int | None = None
    ended: int | None = None

    @property
    def lead(self) -> int:
        """Who leads it."""
        return self.members[0].person

    def present(self) -> list[int]:
        """Who was asked and did not decline."""
        return [each.person for each in self.members if each.declined is None]


@dataclass(slots=True)
class Chronicle:
    """Everything so far, in the order in which it was told.

    Attributes:
        states: Where each job stands.
        happenings: The ledger.
        invites: Job invites.
        proposals: Proposals.
        referrals: Referrals.
        crews: All teams that ever were, by number.
        worked: Who completed which job in a team, and when.
        together: Rows of two who completed a job in one team, the lower first, and when.
    """

    states: list[JobState] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    invites: list[Invite] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    crews: list[Crew] = field(default_factory=list)
    worked: list[tuple[int, int, int]] = field(default_factory=list)
    together: list[tuple[int, int, int]] = field(default_factory=list)
