"""How clients take each form of work and how many jobs are filled, for analysts and operators (R39, R41)."""

import strawberry
from strawberry import Info

from confrere.graph import measures
from confrere.graph.model.teams import TeamForm

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .roles import Role, has_role

MOST_JUDGED = 50
"""Unfilled jobs that one request may look at."""


@strawberry.type(description="How clients take one form of work, visible to analysts only.")
class Appetite:
    """One form of work."""

    accepted: int = strawberry.field(description="Proposals accepted.")
    declined: int = strawberry.field(description="Proposals declined.")
    form: TeamForm | None = strawberry.field(description="The form, null for single freelancers.")
    hired_singles: int = strawberry.field(description="Jobs that went to one freelancer.")
    hired_teams: int = strawberry.field(description="Jobs that went to a team.")
    offered: int = strawberry.field(description="Proposals sent.")
    opened: int = strawberry.field(description="Proposals opened, those that were answered included.")

    @classmethod
    def of(cls, counted: measures.Appetite) -> "Appetite":
        """Shapes what was counted."""
        return cls(
            accepted=counted.accepted,
            declined=counted.declined,
            form=counted.form,
            hired_singles=0 if counted.form else counted.hired,
            hired_teams=counted.hired if counted.form else 0,
            offered=counted.offered,
            opened=counted.opened,
        )


@strawberry.type(description="How many jobs are filled and could be, visible to analysts only.")
class FillRate:
    """The jobs of a period."""

    fillable_by_one_hop_team: int = strawberry.field(
        description="Of the judged jobs, those that only a team from one network could do."
    )
    fillable_by_single: int = strawberry.field(description="Of the judged jobs, those that one freelancer could do.")
    fillable_by_two_hop_team: int = strawberry.field(
        description="Of the judged jobs, those that only a team within two connections could do."
    )
    filled_by_single: int = strawberry.field(description="Filled by one freelancer.")
    filled_by_team: int = strawberry.field(description="Filled by a team.")
    jobs: int = strawberry.field(description="Jobs posted.")
    judged: int = strawberry.field(
        description="Unfilled jobs that were looked at: all of them, or a random sample as large as was asked for."
    )
    unfilled: int = strawberry.field(description="Jobs that nobody was hired for, still open or called off.")

    @classmethod
    def of(cls, counted: measures.FillRate) -> "FillRate":
        """Shapes what was counted."""
        return cls(
            fillable_by_one_hop_team=counted.fillable["ONE_HOP"],
            fillable_by_single=counted.fillable["SINGLE"],
            fillable_by_two_hop_team=counted.fillable["TWO_HOP"],
            filled_by_single=counted.by_single,
            filled_by_team=counted.by_team,
            jobs=counted.jobs,
            judged=counted.judged,
            unfilled=counted.unfilled,
        )


async def appetite_everywhere(context: Context) -> list[Appetite]:
    """Counts all clients together."""
    counted = await measures.appetites(context.store, everybody=True)
    return [Appetite.of(each) for each in counted[measures.EVERYBODY]]


async def appetite_of(context: Context, *, client: str = "", job: str = "") -> list[Appetite]:
    """Counts one client, or one job; those of one request are counted at once."""

    async def read(asked: list[tuple[str, str]]) -> dict[tuple[str, str], list[Appetite]]:
        clients = [each for each, _ in asked if each]
        jobs = [each for _, each in asked if each]
        counted = await measures.appetites(context.store, clients=clients, jobs=jobs)
        return {key: [Appetite.of(each) for each in counted[key[0] or key[1]]] for key in asked}

    found: list[Appetite] = await context.look_ups("appetite", read).load((client, job))
    return found


async def appetite_for_analysts(info: Info[Context, None], *, client: str = "", job: str = "") -> list[Appetite] | None:
    """Counts one client, or one job; None for whoever is no analyst."""
    if not has_role(info.context, Role.ANALYST, Role.OPERATOR):
        return None
    return await appetite_of(info.context, client=client, job=job)
