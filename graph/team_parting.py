"""Whoever blocks somebody leaves the teams of both, in the same transaction: to all others it looks like leaving."""

from datetime import datetime

from .chance import Chance
from .locking import require_locked
from .model.team_acts import parting
from .queries import query
from .store import Transaction
from .team_acts import write_plan
from .teams import end_teams, record, team_of, tell_of


async def lock_crews(transaction: Transaction, me: str, other: str) -> set[str]:
    """Locks two people and all in the teams of both, in the order of ids, then their jobs; returns who is locked.

    Whoever joins between the look and the lock is missing from the answer.
    """
    rows = await transaction.run(query("teams/shared"), me=me, other=other)
    if not rows:
        return {me, other}  # whom the act on the pair locks itself
    crew = {each["person"] for row in rows for each in row["team"]["members"]} | {me, other}
    (row,) = await transaction.run(query("teams/lock"), people=list(crew), job="")
    for job in sorted({each["job"] for each in rows}):
        await transaction.run(query("teams/lock"), people=[], job=job)
    return set(row["locked"])


async def part(
    transaction: Transaction, me: str, other: str, *, locked: set[str], now: datetime, chance: Chance
) -> None:
    """Takes somebody out of the teams that they share with another; those that they lead cease to exist.

    Raises:
        CameMeanwhile: somebody is in one who was not locked.
    """
    for row in await transaction.run(query("teams/shared"), me=me, other=other):
        team, job = team_of(row["team"]), row["job"]
        require_locked(locked, (each.person for each in team.members))
        plan = parting(team, me)
        if plan is None:
            continue
        if plan.ends:
            await end_teams(transaction, {team.id: ()}, now=now)
        else:
            await write_plan(transaction, plan, team=team.id, job=job, form=team.form, now=now)
        about = {"team": team.id, "form": team.form}
        await record(transaction, plan.happenings, job=job, about=about, first={}, now=now, chance=chance)
        await tell_of(transaction, plan.told, team=team.id, job=job, now=now, chance=chance)
