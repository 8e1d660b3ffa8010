"""The best repair of a team that somebody left: who is still in it stays, whoever went is not asked again."""

import strawberry

from confrere.graph.clock import ticks
from confrere.graph.ego import ego_network
from confrere.graph.store import Row
from confrere.recommendations.teams.problem import Limits, Objective
from confrere.recommendations.teams.proposing import Asked, propose

from .context import Context
from .proposed_teams import ProposedTeam
from .team_proposals import named_skills
from .team_purpose import TeamPurpose, usable_purpose

SECONDS = 1.0
"""How long a search for a substitute may take."""


async def substitute_for(context: Context, team: Row, *, with_swaps: bool) -> ProposedTeam | None:
    """Returns the best team of the lead's network with everybody who is still in it; None where nobody is missing.

    Args:
        context: of the lead.
        team: the ``team`` map, in which only the lead is told who is missing.
        with_swaps: whether to look for the best exchange for each seat.
    """
    if not team["missing"]:
        return None
    until = ticks() + SECONDS
    wanted = await usable_purpose(context, TeamPurpose(job_id=strawberry.ID(team["job"])))
    asked = Asked(
        leader=context.me,
        needs=wanted.needs,
        wishes=wanted.wishes,
        limits=Limits(
            budget=wanted.budget,
            include=frozenset(each["person"]["id"] for each in team["members"]) - {context.me},
            exclude=frozenset(team["out"]),
            radius=1,
        ),
        objective=Objective.TRUST,
        wanted=1,
        day=wanted.day,
        with_swaps=with_swaps,
    )
    names = await named_skills(context, asked)
    network = await ego_network(context.store, me=context.me, radius=1, skills=asked.skills)
    found = await context.team_solving.run(
        context.me, until - ticks(), lambda patience: propose(asked, network, now=context.now, patience=patience)
    )
    return ProposedTeam.of(found.teams[0], asked, names) if found and found.teams else None
