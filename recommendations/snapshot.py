"""The network in this process's memory, kept in step with the ledger, with the served methods fitted to it.

The ledger is read again from before what was seen, because commits overtake each other, and known events are
dropped. Whoever an event concerns is read anew whole, whatever its kind, so the snapshot cannot misunderstand an event.
"""

import asyncio
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import numpy as np

from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.people import ids_of_all
from confrere.graph.queries import query
from confrere.graph.store import Row, Store
from confrere.graph.unexpected import note

from .arrays import Index
from .forgetting import Forgotten
from .ranking import Scored, Scores, Walker
from .registry import make
from .updating import PersonNow, empty, updated
from .view import UNKNOWN, NetworkView

log = logging.getLogger(__name__)

WINDOW = timedelta(seconds=6)
"""So far back the ledger is read again each time: the server ends an act of people after five seconds."""

WIDE_WINDOW = timedelta(seconds=30)
"""So far back it is read again now and then, for maintenance may write longer."""

TELL_SECONDS = 60.0
"""How often it is told that the database is away."""
EVERY_SECONDS = 0.25
"""How often the ledger is asked."""

WIDE_SECONDS = 5.0
"""How often it is asked from farther back."""

STALE_SECONDS = 3.0
"""After so long without an answer of the ledger the snapshot counts as behind, and the database answers itself."""

PEOPLE_AT_ONCE = 2000
EVENTS_AT_ONCE = 10_000
BEGINNING, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

NO_CHANGE = frozenset(
    {
        "INVITATION_SENT",
        "INVITATION_WITHDRAWN",
        "INVITATION_DECLINED",
        "NOTIFICATIONS_READ",
        "TOOLTIP_DISMISSED",
        "RECOMMENDATION_DISMISSED",
        "NOTHING_CHANGED",
        "JOB_POSTED",
        "JOB_INVITE_SENT",
        "JOB_INVITE_DECLINED",
        "JOB_COMPLETED",
        "JOB_CANCELLED",
        "PROPOSAL_SENT",
        "PROPOSAL_WITHDRAWN",
        "PROPOSAL_ACCEPTED",
        "PROPOSAL_DECLINED",
        "EMAIL_INVITATION_MET",
        "EMAIL_INVITATION_REDEEMED",
        "EMAIL_INVITATION_SENT",
        "EMAIL_INVITATION_WITHDRAWN",
        "REFERRAL_SENT",
        "REFERRAL_ACCEPTED",
        "REFERRAL_DECLINED",
        "MESSAGE_SENT",
        "MESSAGE_EDITED",
        "MESSAGE_DELETED",
        "CONVERSATION_READ",
        "INTERFACE_RECORDED",
        "NOTIFICATION_PREFERENCE_SET",
        "PROPOSAL_OPENED",
        "TEAM_FORMED",
        "TEAM_CHANGED",
        "TEAM_MEMBER_ASKED",
        "TEAM_MEMBER_REMOVED",
        "TEAM_TERMS_SET",
        "TEAM_TERMS_ACCEPTED",
        "TEAM_TERMS_DECLINED",
        "TEAM_LEFT",
    }
)
"""Events that leave what the snapshot holds as it is; who is pending or dismissed the database is asked each time."""


class Surface(StrEnum):
    """What suggestions rest on."""

    ALL = "ALL"
    LOCATION = "LOCATION"
    NETWORK = "NETWORK"
    SKILLS = "SKILLS"


SERVED: Mapping[Surface, str] = {
    Surface.ALL: "blend",
    Surface.LOCATION: "geo_radius",
    Surface.NETWORK: "adamic_adar_ties",
    Surface.SKILLS: "skill_idf",
}
"""The method of each surface; all of them local, so that hidden people leave no trace."""


@dataclass(frozen=True)
class Fitted:
    """A view and the served methods fitted to it, swapped as one."""

    view: NetworkView
    methods: Mapping[Surface, Scored]

    @classmethod
    def of(cls, view: NetworkView) -> "Fitted":
        """Fits all served methods and runs each once, so that compiling delays nobody's answer."""
        _ = view.skills_by_category  # counted once, for the reasons of all
        methods: dict[Surface, Scored] = {}
        walker = Walker(view)
        for surface, name in SERVED.items():
            method = make(name)
            assert isinstance(method, Scored)  # noqa: S101  each of the served methods is
            methods[surface] = method.fit(view, walker)
            if len(view):
                method.ranked(0, 1)
        return cls(view, methods)


class Snapshot:
    """Loads, follows, and ranks; ranking is for one thread, the event loop's.

    Args:
        store: the database.
        stale_seconds: after so long without an answer of the ledger it counts as behind.
        wide_seconds: how often the ledger is read from farther back.
    """

    def __init__(
        self, store: Store, *, stale_seconds: float = STALE_SECONDS, wide_seconds: float = WIDE_SECONDS
    ) -> None:
        self._store = store
        self._stale_seconds = stale_seconds
        self._wide_seconds = wide_seconds
        self._fitted: Fitted | None = None
        self._seen: dict[str, datetime] = {}
        self._until = BEGINNING
        self._asked = -math.inf
        self._asked_widely = -math.inf

    @property
    def is_current(self) -> bool:
        """Tells whether the ledger has answered just now and all it said is in."""
        return self._fitted is not None and asyncio.get_running_loop().time() - self._asked < self._stale_seconds

    @property
    def fitted(self) -> Fitted | None:
        """The view in force with its methods, None before the first one."""
        return self._fitted

    async def run(self) -> None:
        """Loads and follows for as long as the application lives; a database that is away is waited for.

        That it is away is told at once, and then once a minute for as long as it lasts.
        """
        told = -math.inf
        while True:
            try:
                if self._fitted is None:
                    await self.load()
                else:
                    await self.catch_up()
                told = -math.inf
            except Exception as lost:  # noqa: BLE001  the database answers meanwhile, and the next look may succeed
                now = asyncio.get_running_loop().time()
                if now - told >= TELL_SECONDS:
                    told = now
                    if isinstance(lost, DatabaseUnavailable):
                        log.warning("the snapshot waits for the database")
                    else:
                        note(log, "following the ledger", lost)
            await asyncio.sleep(EVERY_SECONDS)

    async def load(self) -> None:
        """Reads everybody, and then what happened meanwhile."""
        asked = asyncio.get_running_loop().time()
        # By the database's clock, which stamps events: an import may end with thousands of one moment long ago.
        (clock,) = await self._store.read(query("recommend/clock"))
        self._until = _moment(clock)
        # What was committed before people are read is in what is read of them.
        self._seen = {row["id"]: _moment(row) for row in await self._happened(self._until - WIDE_WINDOW)}
        places = await self._store.read(query("recommend/places"), after="")
        people = await everybody(self._store)
        cities = [(each["id"], each["latitude"], each["longitude"]) for each in places]
        self._fitted = await asyncio.to_thread(_refitted, empty(cities), people)
        self._asked = asked
        await self.catch_up()

    async def catch_up(self) -> int:
        """Reads the tail of the ledger once and puts in what it says.

        Returns:
            How many people were read anew.
        """
        assert self._fitted is not None  # noqa: S101  loaded before
        asked = asyncio.get_running_loop().time()
        is_wide = asked - self._asked_widely >= self._wide_seconds
        since = self._until - (WIDE_WINDOW if is_wide else WINDOW)
        new = [row for row in await self._happened(since) if row["id"] not in self._seen]
        concerned = {who for row in new if row["kind"] not in NO_CHANGE for who in (row["a"], row["b"]) if who}
        if any(row["kind"] == "FREELANCER_ERASED" for row in new):  # which does not say who it was
            concerned |= await self._departed(self._fitted.view)
        if concerned:
            read = await self._store.read(query("recommend/people_by_ids"), ids=sorted(concerned))
            people = [PersonNow.of(row) for row in read]
            # Whoever is named and not there any more is nobody's connection; of clients the view knows nothing anyway.
            gone = concerned.difference(each.id for each in people)
            view = self._fitted.view
            people += [PersonNow(who, is_findable=False) for who in gone if view.row(who) is not None]
            self._fitted = await asyncio.to_thread(_refitted, view, people)
        self._remember(new)
        self._asked = asked
        if is_wide:
            self._forget()
            self._asked_widely = asked
        return len(concerned)

    async def _happened(self, since: datetime) -> list[Row]:
        """Reads the ledger since a moment, the latest events first, so many at once."""
        found: dict[str, Row] = {}
        until, limit = END, EVENTS_AT_ONCE
        while True:
            rows = await self._store.read(query("recommend/happened"), since=since, until=until, limit=limit)
            known = len(found)
            found |= {row["id"]: row for row in rows}
            if len(rows) < limit:
                return list(found.values())
            # Moments are cut to milliseconds: those of the last one are read again, all of them in the end.
            until = _moment(rows[-1]) + timedelta(milliseconds=1)
            limit = limit if len(found) > known else 2 * limit

    async def _departed(self, view: NetworkView) -> set[str]:
        """Returns who can be found in the view and is in the database no more."""
        left = {view.id(int(row)) for row in np.flatnonzero(view.is_findable)}
        async for ids in ids_of_all(self._store):
            left.difference_update(ids)
        return left

    def _remember(self, new: list[Row]) -> None:
        recorded = {row["id"]: _moment(row) for row in new}
        self._seen.update(recorded)
        self._until = max([self._until, *recorded.values()])

    def _forget(self) -> None:
        """Lets go of events that are too old to be read again."""
        edge = self._until - 2 * WIDE_WINDOW
        self._seen = {event: at for event, at in self._seen.items() if at > edge}


@dataclass(frozen=True)
class Personal:
    """What is this viewer's own: whom they are never suggested, and who does not exist for them."""

    excluded: frozenset[str]
    blocked: frozenset[str]


def ranked(fitted: Fitted, surface: Surface, who: str, k: int, personal: Personal) -> tuple[list[str], Scores]:
    """Ranks for one person.

    Returns:
        Ids, best first, and their rows with their scores; nobody for somebody the view does not know.
    """
    row = fitted.view.row(who)
    if row is None:
        return [], Scores(np.empty(0, np.int32), np.empty(0))
    gone = rows_of(fitted.view, personal.blocked)
    barred = np.concatenate([fitted.view.barred(row), rows_of(fitted.view, personal.excluded), gone])
    # The same for whoever knows of no block, so that none is told by how long this takes.
    method = fitted.methods[surface].forgetting(Forgotten.of(fitted.view, gone))
    found = method.ranked(row, k, barred=barred)
    return [fitted.view.id(int(each)) for each in found.rows], found


async def everybody(store: Store) -> list[PersonNow]:
    """Reads everybody, a connection with one of the two only."""
    people: list[PersonNow] = []
    after = ""
    while rows := await store.read(query("recommend/people"), after=after, limit=PEOPLE_AT_ONCE):
        people += [PersonNow.of(row) for row in rows]
        after = rows[-1]["id"]
    return people


def _moment(row: Row) -> datetime:
    """When an event was recorded, to the millisecond before: whole numbers cost a tenth of what times cost to read."""
    return BEGINNING + timedelta(milliseconds=row["recordedMs"])


def rows_of(view: NetworkView, ids: frozenset[str]) -> Index:
    """Returns the rows of these people, ascending; whoever the view does not know has none."""
    rows = view.rows(ids)
    return np.sort(rows[rows != UNKNOWN])


def _refitted(view: NetworkView, people: list[PersonNow]) -> Fitted:
    return Fitted.of(updated(view, people))
