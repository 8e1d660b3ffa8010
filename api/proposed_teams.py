"""Proposed teams, each with its seats, its people and the ways to them, as the viewer who asked may see them."""

import asyncio
from collections.abc import Mapping

import strawberry
from strawberry import Info

from confrere.recommendations.teams.explanation import Explanation, Reason, Row
from confrere.recommendations.teams.proposing import Asked
from confrere.recommendations.teams.swaps import Swap as FoundSwap

from .context import Context
from .freelancers import Freelancer, require_person
from .profiles import Money, Skill
from .requirements import Requirement

Names = Mapping[str, Skill]
"""Skills by id."""

BEST_SWAP = ("seats", "bestSwap")
"""Where the best exchanges stand in a proposed team; they take long to find, so it is done when they are selected."""


@strawberry.type(description="Part of every day, visible with what it belongs to.")
class TimeWindow:
    """A stretch of the UTC day."""

    minutes: int = strawberry.field(description="How long, which may pass midnight.")
    start_minute: int = strawberry.field(description="First minute after midnight UTC, 0 to 1439.")


@strawberry.type(description="One exchange of people in a proposed team, visible to the viewer who asked.")
class Swap:
    """Somebody leaves, somebody joins."""

    sentence: str = strawberry.field(description="What that changes, in one sentence.")
    who_joins: strawberry.Private[str | None]
    who_leaves: strawberry.Private[str | None]

    @classmethod
    def of(cls, swap: FoundSwap) -> "Swap":
        """Shapes an exchange."""
        more = f"{abs(swap.distance)} {'less' if swap.distance < 0 else 'more'}" if swap.distance else "the same"
        price = f"is {abs(swap.cost):.2f} USD a week {'cheaper' if swap.cost < 0 else 'dearer'}"
        return cls(
            sentence=f"The distances in the team add up to {more}, and it {price if swap.cost else 'costs the same'}.",
            who_joins=swap.joins,
            who_leaves=swap.leaves,
        )

    @strawberry.field(description="Who would join.")
    async def joins(self, info: Info[Context, None]) -> Freelancer | None:
        """Looks them up."""
        return await require_person(info, self.who_joins) if self.who_joins else None

    @strawberry.field(description="Who would leave.")
    async def leaves(self, info: Info[Context, None]) -> Freelancer | None:
        """Looks them up."""
        return await require_person(info, self.who_leaves) if self.who_leaves else None


@strawberry.type(description="One required or optional skill and who fills it, visible to the viewer who asked.")
class Seat:
    """A row of the seat table."""

    alternatives: int = strawberry.field(description="Other visible people who could.")
    best_swap: Swap | None = strawberry.field(description="The best exchange for it.")
    missing: int = strawberry.field(description="Seats left empty, for optional skills only.")
    requirement: Requirement = strawberry.field(description="What is needed.")
    who: strawberry.Private[tuple[str, ...]]

    @strawberry.field(description="Who fills it.")
    async def holders(self, info: Info[Context, None]) -> list[Freelancer]:
        """Looks them up."""
        return list(await asyncio.gather(*(require_person(info, each) for each in self.who)))


@strawberry.type(description="Why one person is in a proposed team, visible to the viewer who asked.")
class ProposedMember:
    """A member with the way to them."""

    connect_first: bool = strawberry.field(
        description="Whether the viewer must connect with the person before forming the team."
    )
    sentence: str = strawberry.field(description="The reason in one sentence.")
    skills: list[Skill] = strawberry.field(description="Seats the person would fill.")
    strength: float = strawberry.field(
        description="Strength of the tie to the viewer, 0 to 1; on a longer way that of its weakest tie."
    )
    weekly_hours: float = strawberry.field(description="Hours a week needed.")
    reason: strawberry.Private[Reason]

    @classmethod
    def of(cls, reason: Reason, names: Names) -> "ProposedMember":
        """Shapes a reason."""
        hops = len(reason.path) - 1
        way = ("You lead the team", "You are connected", "Two connections away")[min(hops, 2)]
        seats = ", ".join(names[each].name for each in reason.skills)
        return cls(
            connect_first=reason.must_connect_first,
            sentence=f"{way}{' and fill' if hops < 2 else '; fills'} {seats}." if seats else f"{way}.",
            skills=[names[each] for each in reason.skills],
            strength=reason.strength,
            weekly_hours=float(reason.hours),
            reason=reason,
        )

    @strawberry.field(description="Who.")
    async def freelancer(self, info: Info[Context, None]) -> Freelancer:
        """Looks them up."""
        return await require_person(info, self.reason.person)

    @strawberry.field(description="People on the way from the viewer, both ends included, all visible to the viewer.")
    async def path(self, info: Info[Context, None]) -> list[Freelancer]:
        """Looks them up."""
        return list(await asyncio.gather(*(require_person(info, each) for each in self.reason.path)))


@strawberry.type(description="A team that could be formed, visible to the viewer who asked.")
class ProposedTeam:
    """One team, explained."""

    changes: list[Swap] = strawberry.field(
        description="What differs from the team ranked before it, empty for the first."
    )
    cost: Money = strawberry.field(description="Cost a week.")
    density: float = strawberry.field(description="Share of pairs that are connected, 0 to 1.")
    diameter: int = strawberry.field(description="Largest distance of a pair.")
    distance: int = strawberry.field(description="Sum of distances over all pairs.")
    gap: float = strawberry.field(
        description="How far from the best possible at most, as a fraction, 0 when proven best."
    )
    leader_distance: int = strawberry.field(description="Sum of distances to the lead.")
    members: list[ProposedMember] = strawberry.field(description="The viewer first.")
    possible_teams: float = strawberry.field(description="How many ways visible people could fill the seats.")
    proof: str = strawberry.field(description="The proof in one sentence.")
    seats: list[Seat] = strawberry.field(description="Who fills what.")
    size: int = strawberry.field(description="How many people.")
    working_windows: list[TimeWindow] = strawberry.field(description="Parts of the day that all share.")

    @classmethod
    def of(cls, told: Explanation, asked: Asked, names: Names) -> "ProposedTeam":
        """Shapes an explained team."""
        team = told.team
        return cls(
            changes=[Swap.of(each) for each in told.changes],
            cost=Money.of(int(team.cost * 100), "USD"),
            density=told.density,
            diameter=told.diameter,
            distance=team.distance,
            gap=told.gap,
            leader_distance=told.leader_distance,
            members=[ProposedMember.of(each, names) for each in told.reasons],
            possible_teams=float(told.possible),
            proof=told.proof,
            seats=[_seat(row, asked, names) for row in told.rows],
            size=len(team.members),
            working_windows=[TimeWindow(minutes=each.minutes, start_minute=each.start) for each in told.windows],
        )


def _seat(row: Row, asked: Asked, names: Names) -> Seat:
    need = next((each for each in asked.needs if each.skill == row.skill), None)
    wish = next((each for each in asked.wishes if each.skill == row.skill), None)
    return Seat(
        alternatives=row.alternatives,
        best_swap=Swap.of(row.swap) if row.swap else None,
        missing=row.missing,
        requirement=Requirement(
            level=row.level,
            seats=need.seats if need else 1,
            skill=names[row.skill],
            weekly_hours=float(need.hours) if need else 0.0,
            weight=float(wish.weight) if wish else None,
        ),
        who=row.holders,
    )


@strawberry.type(description="Teams in order of merit, visible to the viewer who asked.")
class ProposedTeams:
    """What was found."""

    is_proven: bool = strawberry.field(description="Whether they are proven best; if not, time ran out before.")
    teams: list[ProposedTeam] = strawberry.field(description="The best first; none where none was found in time.")
