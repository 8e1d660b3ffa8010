"""Asking for teams: the viewer's network is read once, and the solver runs off the event loop."""

from dataclasses import replace
from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph import errors
from confrere.graph.clock import ticks
from confrere.graph.ego import SharedHours, ego_network
from confrere.graph.model.rules import Phase
from confrere.graph.queries import query
from confrere.recommendations.teams.problem import Objective
from confrere.recommendations.teams.proposing import Asked, propose, why_not

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .impossible_teams import ImpossibleTeam, TeamLimit
from .profiles import Skill
from .proposed_teams import BEST_SWAP, Names, ProposedTeam, ProposedTeams
from .refusals import InvalidInput, NotAFreelancer, NotFound, RolloutClosed, Unavailable, refusal
from .selection import asks, selected
from .team_inputs import TeamConstraints, usable_limits, within
from .team_purpose import TeamPurpose, usable_purpose

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
    sharing = SharedHours(asked.limits.overlap, asked.day)
    network = await ego_network(
        context.store, me=asked.leader, radius=asked.limits.radius, skills=asked.skills, sharing=sharing
    )
    found = await context.team_solving.run(
        asked.leader, until - ticks(), lambda patience: propose(asked, network, now=now, patience=patience)
    )
    if found is not None:
        return ProposedTeams(
            is_proven=found.is_proven, teams=[ProposedTeam.of(each, asked, names) for each in found.teams]
        )
    wide = network
    if asked.limits.radius == 1 or sharing.minutes > 0:
        wide = await ego_network(context.store, me=asked.leader, radius=2, skills=asked.skills)
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
