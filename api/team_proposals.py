"""Proposed teams, and why there are none, as the viewer who asked may see them."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph import errors
from confrere.graph.clock import ticks
from confrere.graph.ego import around
from confrere.graph.model.rules import Phase
from confrere.graph.queries import query
from confrere.recommendations.teams.conflicts import Limit, LimitKind
from confrere.recommendations.teams.explanation import Explanation, Reason, Row
from confrere.recommendations.teams.problem import Objective
from confrere.recommendations.teams.proposing import Asked, propose, why_not
from confrere.recommendations.teams.swaps import Swap as FoundSwap

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .freelancers import Freelancer, require_person
from .profiles import Money, Skill
from .refusals import InvalidInput, NotAFreelancer, NotFound, RolloutClosed, Unavailable, refusal
from .requirements import Requirement
from .selection import asks, selected
from .team_inputs import TeamConstraints, usable_limits, within
from .team_purpose import TeamPurpose, usable_purpose

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


@strawberry.type(description="One limit on a team, visible to the viewer who asked.")
class TeamLimit:
    """A limit of the request."""

    kind: LimitKind = strawberry.field(description="Which limit.")
    sentence: str = strawberry.field(description="The limit in one sentence.")
    skill: Skill | None = strawberry.field(description="The skill it is about.")
    value: float | None = strawberry.field(description="Its value, which is the new one in a relaxation.")
    person: strawberry.Private[str | None]

    @classmethod
    def of(cls, limit: Limit, names: Names) -> "TeamLimit":
        """Shapes a limit."""
        skill = names[limit.skill] if limit.skill else None
        return cls(
            kind=limit.kind,
            sentence=_sentence(limit, skill.name if skill else ""),
            skill=skill,
            value=None if limit.value is None else float(limit.value),
            person=limit.person,
        )

    @strawberry.field(description="The person it is about.")
    async def freelancer(self, info: Info[Context, None]) -> Freelancer | None:
        """Looks them up."""
        return await require_person(info, self.person) if self.person else None


_SENTENCES = {
    LimitKind.BUDGET: "At most {value:.2f} USD a week.",
    LimitKind.EXCLUDE: "This person stays out.",
    LimitKind.HOURS: "{number} {hours} a week for each seat of {skill}.",
    LimitKind.LEVEL: "Level {number} or better in {skill}.",
    LimitKind.MUST_INCLUDE: "This person is in.",
    LimitKind.OVERLAP: "{number} working {hours} a day that every two share.",
    LimitKind.RADIUS: "People within {number} {connections}.",
    LimitKind.SEATS: "{number} {seats} of {skill}.",
    LimitKind.SIZE: "At most {number} {people}.",
}
_ONE_AND_MORE = {
    "connections": ("connection", "connections"),
    "hours": ("hour", "hours"),
    "people": ("person", "people"),
    "seats": ("seat", "seats"),
}


def _sentence(limit: Limit, skill: str) -> str:
    """Says a limit, in words that agree with its number."""
    value = limit.value or Decimal(0)
    counted = {word: one if value == 1 else more for word, (one, more) in _ONE_AND_MORE.items()}
    number = f"{value.normalize():f}" if value else "No" if limit.kind is LimitKind.SEATS else "0"
    return _SENTENCES[limit.kind].format(value=value, number=number, skill=skill, **counted)


@strawberry.type(description="Why no team of visible people exists, visible to the viewer who asked.")
class ImpossibleTeam:
    """A conflict and what would have to give."""

    conflict: list[TeamLimit] = strawberry.field(
        description="Limits that cannot hold together, none of which can be left out."
    )
    is_minimal: bool = strawberry.field(
        description="Whether it is proven that none can be left out; if not, time ran out before."
    )
    relaxation: TeamLimit | None = strawberry.field(
        description="The first of the relaxations, null when no single change makes a team possible."
    )
    relaxations: list[TeamLimit] = strawberry.field(
        description="For each limit that alone can make a team possible, its nearest value that does."
    )


ProposeTeamsResult = Annotated[
    ProposedTeams | ImpossibleTeam | InvalidInput | NotAFreelancer | NotFound | RolloutClosed | Unavailable,
    strawberry.union(
        "ProposeTeamsResult", description="Proposed teams or why there are none, visible to the viewer only."
    ),
]


async def propose_teams(
    info: Info[Context, None],
    purpose: TeamPurpose,
    constraints: TeamConstraints | None,
    objective: Objective,
    radius: int,
    k: int,
    time_limit_ms: int,
) -> ProposeTeamsResult:
    """Forms the best teams from the viewer's network, off the event loop."""
    context = info.context
    try:
        with_swaps = asks(selected(info), "teams", *BEST_SWAP)
        asked = await _asked(context, purpose, constraints, objective, radius, k, with_swaps=with_swaps)
        within(time_limit_ms, 1, 10_000, ("timeLimitMs",))
        names = await named_skills(context, asked)
        return await _answer(context, asked, names, time_limit_ms / 1000)
    except errors.Refused as refused:
        return refusal(refused)  # type: ignore[return-value]  # of these kinds only


async def _asked(
    context: Context,
    purpose: TeamPurpose,
    constraints: TeamConstraints | None,
    objective: Objective,
    radius: int,
    k: int,
    *,
    with_swaps: bool,
) -> Asked:
    rules = context.rules
    if rules.phase is not Phase.TEAMS:
        raise errors.RolloutClosed(rules.audience, rules.phase)
    limits = usable_limits(constraints, radius, me=context.me)
    wanted = await usable_purpose(context, purpose)
    return Asked(
        leader=context.me,
        needs=wanted.needs,
        wishes=wanted.wishes,
        limits=limits if limits.budget is not None else replace(limits, budget=wanted.budget),
        objective=objective,
        wanted=within(k, 1, 10, ("k",)),
        day=wanted.day,
        with_swaps=with_swaps,
    )


async def named_skills(context: Context, asked: Asked) -> Names:
    """Returns the skills of a request by id.

    Raises:
        InvalidInput: one that does not exist.
    """
    rows = await context.store.read(query("people/skills"), ids=asked.skills)
    names = {row["id"]: Skill.of(row) for row in rows}
    if any(each not in names for each in asked.skills):
        raise errors.InvalidInput("Name skills by the ids that the API gave you.", path=("for", "requirements"))
    return names


async def _answer(context: Context, asked: Asked, names: Names, seconds: float) -> ProposeTeamsResult:
    until, now = ticks() + seconds, context.now
    people = await around(context.store, me=asked.leader, radius=asked.limits.radius, skills=asked.skills)
    if not people:
        raise errors.NotAFreelancer
    found = await context.team_solving.run(
        asked.leader, until - ticks(), lambda patience: propose(asked, people, now=now, patience=patience)
    )
    if found is not None:
        return ProposedTeams(
            is_proven=found.is_proven, teams=[ProposedTeam.of(each, asked, names) for each in found.teams]
        )
    wide = people
    if asked.limits.radius == 1:
        wide = await around(context.store, me=asked.leader, radius=2, skills=asked.skills)
    why = await context.team_solving.run(
        asked.leader, until - ticks(), lambda patience: why_not(asked, wide, now=now, patience=patience)
    )
    if not why.conflict:
        raise errors.Unavailable(path=("constraints",))
    relaxations = [TeamLimit.of(each, names) for each in why.relaxations]
    return ImpossibleTeam(
        conflict=[TeamLimit.of(each, names) for each in why.conflict],
        is_minimal=why.is_minimal,
        relaxation=relaxations[0] if relaxations else None,
        relaxations=relaxations,
    )
