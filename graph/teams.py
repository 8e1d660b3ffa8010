"""Teams under their locks: who is in them, how one ends, what the ledger and its people are told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from .chance import Chance, new_id
from .locking import require_locked
from .model.ids import IdKind, talk_of
from .model.jobs import JobConcern, JobState, ProposalState
from .model.notifications import NotificationKind
from .model.team_acts import Happening, Told
from .model.teams import Membership, MemberTerms, Seen, Standing, Team, TeamForm, TeamScene
from .notifications import Entry, retract_question, tell
from .queries import query
from .store import Row, Transaction

JOINING = "People go on joining this team faster than it can be changed."
"""What is said where an act on a team never finds everybody locked."""


async def lock_teams(
    transaction: Transaction, people: Sequence[str], *, team: str = "", job: str = "", proposal: str = ""
) -> tuple[set[str], str]:
    """Locks people, everybody in a team or in all teams of a job, and the job; returns who is locked, and the job.

    Whoever joins between the look and the lock is missing from the answer; the caller then starts again.
    """
    (around,) = await transaction.run(query("teams/around"), team=team, job=job, proposal=proposal)
    crew = [each for each in {*people, *around["people"]} if each]
    (row,) = await transaction.run(query("teams/lock"), people=crew, job=around["job"])
    return set(row["locked"]), around["job"]


async def teams_of(transaction: Transaction, job: str, *, locked: set[str] | None) -> list[Team]:
    """Returns the teams for a locked job; ``locked`` is given where everybody in one is to be.

    Raises:
        CameMeanwhile: somebody is in one who was not locked.
    """
    teams = [team_of(row["team"]) for row in await transaction.run(query("teams/of_job"), job=job)]
    if locked is not None:
        require_locked(locked, (each.person for team in teams for each in team.members))
    return teams


async def end_teams(transaction: Transaction, worked: Mapping[str, Sequence[str]], *, now: datetime) -> None:
    """Has teams cease to exist, each named with who did the job in it, whose ties grow."""
    ends = [{"team": team, "conversation": talk_of(team), "worked": list(people)} for team, people in worked.items()]
    await transaction.run(query("teams/end"), teams=ends, now=now)


def did_the_job(team: Team) -> list[str]:
    """Returns who works in a team: everybody who has agreed and is still in it."""
    return [each.person for each in team.members if team.standing(each.person) is Standing.AGREED]


async def record(
    transaction: Transaction,
    happenings: Sequence[Happening],
    *,
    job: str,
    about: Row,
    first: Row,
    now: datetime,
    chance: Chance,
) -> None:
    """Writes events; ``about`` goes into each, ``first`` into the first, which stands for the act."""
    if not happenings:
        return
    events = [
        {"id": new_id(IdKind.EVENT, chance), "kind": each.kind, "a": each.a, "b": each.b, **about}
        for each in happenings
    ]
    events[0] |= first
    await transaction.run(query("teams/record"), job=job, events=events, now=now)


async def tell_of(
    transaction: Transaction,
    told: Sequence[Told],
    *,
    removed: Sequence[str] = (),
    team: str,
    job: str,
    now: datetime,
    chance: Chance,
) -> None:
    """Tells locked people of a team; whoever is asked anew, or no more, has one question of it at most."""
    questions = [*removed, *(each.to for each in told if each.kind is NotificationKind.TEAM_INVITED)]
    if questions:
        await retract_question(transaction, questions, team=team)
    entries = [
        Entry(new_id(IdKind.NOTIFICATION, chance), each.to, each.kind, about=each.about, team=team, job=job)
        for each in told
    ]
    if entries:
        await tell(transaction, entries, now=now)


def scene_of(me: str, seen: Row) -> TeamScene:
    """Reads what the rules read."""
    return TeamScene(
        me=me,
        job=seen["job"] or "",
        state=JobState(seen["state"] or JobState.OPEN),
        concerns=frozenset(map(JobConcern, seen["concerns"])),
        mine=ProposalState(seen["mine"]) if seen["mine"] else None,
        lead_is_hired=seen["leadIsHired"],
        leads_one=seen["leadsOne"],
        team=team_of(seen["team"]) if seen["team"] else None,
        people={each["id"]: _person_of(each) for each in seen["people"]},
        blocks=frozenset(frozenset(each) for each in seen["blocks"]),
        asks_for=dict(seen["asksFor"]),
        changed_today=tuple(seen["changedToday"]),
    )


def team_of(row: Row) -> Team:
    """Reads a team."""
    offer = row["offer"]
    return Team(
        id=row["id"],
        form=TeamForm(row["form"]),
        version=row["version"],
        size=row["size"],
        members=tuple(_membership_of(each) for each in row["members"]),
        offer=ProposalState(offer["state"]) if offer else None,
        offered_version=offer["version"] if offer else None,
    )


def _membership_of(row: Row) -> Membership:
    hours = row["weeklyHours"]
    return Membership(
        person=row["person"],
        is_lead=row["isLead"],
        skills=tuple(row["skills"]),
        terms=None
        if hours is None
        else MemberTerms(Decimal(str(hours)), row["description"] or "", row["priceMinor"], row["currency"]),
        agreed_to=row["agreedTo"],
        has_declined=row["hasDeclined"],
        is_gone=row["isGone"],
    )


def _person_of(row: Row) -> Seen:
    return Seen(
        is_active=row["isActive"],
        is_connected=row["isConnected"],
        is_blocked=row["isBlocked"],
        hours=None if row["hours"] is None else Decimal(str(row["hours"])),
        booked=Decimal(str(round(row["booked"], 2))),
        refusals=row["refusals"],
        skills=dict(row["skills"]),
    )
