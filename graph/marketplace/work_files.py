"""Writes jobs, teams and what happened with them to their files."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa

from confrere.graph.model.teams import TeamForm

from .arrays import Bytes, Index
from .chronicle import Crew, Happening
from .identifiers import random_ids, text
from .moments import Days, Offsets
from .passing_on import NOTES
from .people import CURRENCIES
from .postings import Line, Posting
from .tables import Column
from .texts import glued, joined, taken, unless
from .work import Work
from .writing import END, START, Folder

JOB, END_JOB = ":ID(Job)", ":END_ID(Job)"


class WorkFiles:
    """The files of one marketplace's jobs; rows of people come before those of clients."""

    def __init__(
        self, work: Work, *, ids: Bytes, clients: Sequence[str], currency: Index, chance: np.random.Generator
    ) -> None:
        """Names jobs and teams.

        Args:
            work: All that happened.
            ids: ASCII codes of the people's ids, shape (people, width).
            clients: Ids of the clients.
            currency: Row of each person's currency.
            chance: The source of ids.
        """
        self._work, self._told, self._chance = work, work.chronicle, chance
        own = np.frombuffer("".join(clients).encode(), np.uint8).reshape(len(clients), -1)
        self._people, self._parties = ids, np.concatenate([ids, own])
        self._jobs = random_ids("JO_", len(work.postings), chance)
        self._teams = random_ids("TM_", len(self._told.crews), chance)
        self._currency = currency

    def write(self, out: Folder, *, skills: Sequence[str], shown: Callable[[int], str], events: int) -> None:
        """Writes everything.

        Args:
            out: Where.
            skills: Ids of the skills by row.
            shown: The shown name of a row of the people.
            events: Events that other files hold: nodes of one kind are numbered together.
        """
        out.write("jobs.csv", [self._job_columns()])
        client = np.array([each.client for each in self._work.postings])
        out.write("posted.csv", [{":START_ID(Client)": client, END_JOB: np.arange(len(client))}])
        out.write("requires.csv", [self._requires()])
        out.write("invited_to.csv", _unless_empty(self._told.invites, self._invited_to))
        out.write("proposed_for.csv", _unless_empty(self._told.proposals, self._proposed_for))
        out.write("referred.csv", _unless_empty(self._told.referrals, lambda: self._referred(shown)))
        crews = [each for each in self._told.crews if each.ended is None]
        out.write("teams.csv", _unless_empty(crews, lambda: self._team_columns(crews)))
        number, job = _whole(crews, "number"), _whole(crews, "job")
        out.write("for.csv", _unless_empty(crews, lambda: {":START_ID(Team)": number, END_JOB: job}))
        out.write("member_of.csv", _unless_empty(crews, lambda: self._member_of(crews, skills)))
        out.write("worked_on.csv", _unless_empty(self._told.worked, self._worked_on))
        out.write("job_events.csv", [self._events(events)])

    def _job_columns(self) -> dict[str, Column]:
        """Makes the rows of the jobs."""
        postings = self._work.postings
        budget = [each.budget for each in postings]
        return {
            JOB: np.arange(len(postings)),
            "id": text(self._jobs),
            "title": [each.title for each in postings],
            "description": [each.description for each in postings],
            "isPrivate:boolean": pa.array([each.is_private for each in postings]),
            "state": pa.array(self._told.states, pa.string()),
            "budgetMinor:long": pa.array([each and each[0] for each in budget], pa.int64()),
            "currency": pa.array([each and CURRENCIES[each[1]] for each in budget], pa.string()),
            "startsOn:date": _days(postings, "starts_on"),
            "endsOn:date": _days(postings, "ends_on"),
            "timeZone": [each.zone for each in postings],
            "postedAt:datetime": Offsets(_whole(postings, "posted")),
        }

    def _requires(self) -> dict[str, Column]:
        """Makes the rows of what jobs require and wish for."""
        lines: list[tuple[int, Line]] = [
            (job, line) for job, each in enumerate(self._work.postings) for line in (*each.lines, *each.wishes)
        ]
        return {
            ":START_ID(Job)": np.array([job for job, _ in lines]),
            ":END_ID(Skill)": np.array([line.skill for _, line in lines]),
            "level:int": np.array([line.level for _, line in lines]),
            "seats:int": np.array([line.seats for _, line in lines]),
            "weeklyHours:float": np.array([line.hours for _, line in lines]),
            "weight:float": pa.array([line.weight for _, line in lines], pa.float64()),
        }

    def _invited_to(self) -> dict[str, Column]:
        """Makes the rows of job invites."""
        invites = self._told.invites
        person, job = _whole(invites, "person"), _whole(invites, "job")
        return {
            START: person,
            END_JOB: job,
            "key": self._keys(person, job),
            "at:datetime": Offsets(_whole(invites, "at")),
            "declinedAt:datetime": _moments(invites, "declined"),
        }

    def _proposed_for(self) -> dict[str, Column]:
        """Makes the rows of proposals."""
        proposals = self._told.proposals
        person, job = _whole(proposals, "person"), _whole(proposals, "job")
        priced = np.array([each.price is not None for each in proposals])
        return {
            START: person,
            END_JOB: job,
            "id": text(random_ids("PR_", len(proposals), self._chance)),
            "key": self._keys(person, job),
            "sentAt:datetime": Offsets(_whole(proposals, "sent")),
            "state": _names(proposals, "state"),
            "weeklyHours:float": np.array([each.hours for each in proposals]),
            "description": pa.array([each.description for each in proposals], pa.string()),
            "priceMinor:long": pa.array([each.price for each in proposals], pa.int64()),
            "currency": taken(CURRENCIES, self._currency[person], ~priced),
            "openedAt:datetime": _moments(proposals, "opened"),
            "form": _names(proposals, "form"),
            "team": _picked(self._teams, [each.team for each in proposals]),
            "termsVersion:int": pa.array([each.version for each in proposals], pa.int64()),
        }

    def _referred(self, shown: Callable[[int], str]) -> dict[str, Column]:
        """Makes the rows of referrals."""
        referrals = self._told.referrals
        giver, candidate, job = (_whole(referrals, name) for name in ("giver", "candidate", "job"))
        nobody = np.zeros(len(referrals), np.int8)
        return {
            START: giver,
            END: candidate,
            "id": text(random_ids("RF_", len(referrals), self._chance)),
            "job": text(self._jobs[job]),
            "at:datetime": Offsets(_whole(referrals, "at")),
            "note": pa.array([None if each.note is None else NOTES[each.note] for each in referrals], pa.string()),
            "giverKey": self._keys(giver, job),
            "candidateKey": self._keys(candidate, job),
            "candidateName": [shown(row) for row in candidate.tolist()],
            "acceptedAt:datetime": _moments(referrals, "accepted"),
            "declinedAt:datetime": _moments(referrals, "declined"),
            "giverClosings:int": nobody,
            "candidateClosings:int": nobody,
        }

    def _team_columns(self, crews: Sequence[Crew]) -> dict[str, Column]:
        """Makes the rows of the teams that exist."""
        told = [each.agreed if each.form is TeamForm.SUBCONTRACT else None for each in crews]
        return {
            ":ID(Team)": _whole(crews, "number"),
            "id": text(self._teams[_whole(crews, "number")]),
            "form": _names(crews, "form"),
            "formedAt:datetime": Offsets(_whole(crews, "formed")),
            "version:int": _whole(crews, "version"),
            "size:int": np.array([len(each.members) for each in crews]),
            "informedAt:datetime": _known(told),
        }

    def _member_of(self, crews: Sequence[Crew], skills: Sequence[str]) -> dict[str, Column]:
        """Makes the rows of memberships."""
        members = [each for crew in crews for each in crew.members]
        person, team = _whole(members, "person"), np.repeat(_whole(crews, "number"), [len(x.members) for x in crews])
        seats = np.array([skill for each in members for skill in each.skills], np.int64)
        priced = np.array([each.price is not None for each in members])
        return {
            START: person,
            ":END_ID(Team)": team,
            "key": glued(text(self._people[person]), "|", text(self._teams[team])),
            "at:datetime": Offsets(_whole(members, "at")),
            "isLead:boolean": pa.array([each.is_lead for each in members]),
            "skills:string[]": joined(taken(skills, seats), np.array([len(each.skills) for each in members])),
            "agreedTo:int": pa.array([each.agreed for each in members], pa.int64()),
            "weeklyHours:float": np.array([each.hours for each in members]),
            "priceMinor:long": pa.array([each.price for each in members], pa.int64()),
            "currency": taken(CURRENCIES, self._currency[person], ~priced),
            "closings:int": np.zeros(len(members), np.int8),
            "declinedAt:datetime": _moments(members, "declined"),
        }

    def _worked_on(self) -> dict[str, Column]:
        """Makes the rows of who completed jobs in teams."""
        person, job, at = np.array(self._told.worked, np.int64).T
        return {START: person, END_JOB: job, "at:datetime": Offsets(at)}

    def _events(self, first: int) -> dict[str, Column]:
        """Makes the rows of the ledger, in order of time."""
        happenings: list[Happening] = sorted(self._told.happenings, key=attrgetter("at"))
        kinds, times, a, b, jobs, teams, forms, ends = zip(*happenings, strict=True)
        at = Offsets(np.array(times, np.int64))
        ended = np.array([number for each in ends if each for number in each], np.int64)
        counts = np.fromiter(map(len, ends), np.int64, len(ends))
        names = joined(text(self._teams[ended]) if len(ended) else pa.array([], pa.string()), counts)
        return {
            ":ID(Event)": np.arange(first, first + len(happenings)),
            "id": text(random_ids("EV_", len(happenings), self._chance)),
            "kind": pa.array(kinds, pa.string()),
            "at:datetime": at,
            "recordedAt:datetime": at,
            "a": text(self._parties[np.array(a)]),
            "b": _picked(self._parties, b),
            "job": text(self._jobs[np.array(jobs)]),
            "team": _picked(self._teams, teams),
            "form": pa.array(forms, pa.string()),
            "teams:string[]": unless(counts == 0, names),
        }

    def _keys(self, person: Index, job: Index) -> Any:
        """Writes `person|job` for each."""
        return glued(text(self._people[person]), "|", text(self._jobs[job]))


def _unless_empty(rows: Sequence[object], columns: Callable[[], dict[str, Column]]) -> list[dict[str, Column]]:
    """Makes one batch of columns, or none where there are no rows."""
    return [columns()] if rows else []


def _whole(rows: Sequence[object], name: str) -> Index:
    """Reads a column of whole numbers."""
    return np.fromiter(map(attrgetter(name), rows), np.int64, len(rows))


def _names(rows: Sequence[object], name: str) -> Any:
    """Reads a column of words, absent where there is none."""
    return pa.array(map(attrgetter(name), rows), pa.string())


def _moments(rows: Sequence[object], name: str) -> Offsets:
    """Reads a column of moments, absent where there is none."""
    return _known([*map(attrgetter(name), rows)])


def _known(moments: Sequence[int | None]) -> Offsets:
    """Makes a column of moments, some of which are absent."""
    found: pa.Array[Any] = pa.array(moments, pa.int64())
    return Offsets(found.fill_null(0).to_numpy(), known=found.is_valid().to_numpy(zero_copy_only=False))


def _days(postings: Sequence[Posting], name: str) -> Days:
    """Reads a column of days, absent where there is none."""
    days = [getattr(each, name) for each in postings]
    known = np.array([each is not None for each in days], np.bool_)
    return Days(np.array([each or 0 for each in days], np.int64), known)


def _picked(ids: Bytes, rows: Sequence[int | None]) -> Any:
    """Writes ids by rows, nothing where there is none."""
    if not len(ids):
        return pa.nulls(len(rows), pa.string())
    found: Any = text(ids).take(pa.array(rows, pa.int64()))
    return found
