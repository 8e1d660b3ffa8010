"""A slate: what is suggested to one person at one moment, in an order that holds while they page through it.

A slate is made once, logged with all that is needed to replay it and to evaluate another policy on it, and read page by
page. Each page asks the database who of it may still be suggested, and why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from confrere.graph.chance import Chance, new_id
from confrere.graph.model.ids import IdKind
from confrere.graph.model.rules import SLATE_DAYS, Rules
from confrere.graph.people import Parts, Person, person_of
from confrere.graph.queries import Query, query
from confrere.graph.store import Row, Store, Transaction

from .explaining import NEW_DAYS
from .pool import CONSTANT
from .ranking import Scores
from .reranking import impression_discount
from .snapshot import SERVED, Fitted, Personal, Snapshot, Surface, ranked, rows_of
from .view import NetworkView

LENGTH = 200
"""People in a slate at most."""

SHOWN_DAYS = 30
"""For so many days it counts that somebody was shown and left alone."""

FRESH_DAYS = 1
"""So long an impression counts nothing yet: whoever looks again soon finds the page they left."""

MOST_KEPT = 100
"""So many slates of one viewer are kept: asking again without end fills no disk, and what was shown is read soon."""

NEWCOMER_EVERY = 10
"""One place among so many goes to somebody new whom the ranking puts lower, drawn by chance."""

NEWCOMER_PLACE = 4
"""Which of the ten it is, counted from 0."""

FALLBACK: Mapping[Surface, tuple[tuple[str, float], ...]] = {
    Surface.ALL: (("network", 1.0), ("skills", 0.5), ("location", 0.2)),
    Surface.LOCATION: (("location", 1.0),),
    Surface.NETWORK: (("network", 1.0),),
    Surface.SKILLS: (("skills", 1.0),),
}
"""Query files that answer while the snapshot does not, and how much the places in each count."""


@dataclass(frozen=True, slots=True)
class Slate:
    """What was suggested to whom, and how.

    Attributes:
        id: its name.
        surface: what it rests on.
        method: which recommender ranked, or which query files.
        version: of the method.
        seed: of all that was drawn.
        candidates: whom, best first.
        propensities: how likely each place was to be given to whom it was given.
        complements: skills usual in the viewer's field that they lack, for reasons.
    """

    id: str
    surface: Surface
    method: str
    version: str
    seed: int
    candidates: tuple[str, ...]
    propensities: tuple[float, ...]
    complements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """Somebody of a slate who may still be suggested, with what speaks for them."""

    place: int
    person: Person
    evidence: Row


@dataclass(frozen=True, slots=True)
class Viewed:
    """For whom, when, and under which rules."""

    me: str
    now: datetime
    rules: Rules

    @property
    def windows(self) -> dict[str, Any]:
        """Parameters of every query that decides who is never suggested."""
        return {"me": self.me, "now": self.now, "dismissedSince": self.now - self.rules.dismissal}


async def begin(
    store: Store, snapshot: Snapshot | None, viewed: Viewed, surface: Surface, *, size: int, chance: Chance
) -> Slate:
    """Makes a slate and logs it.

    Args:
        store: the database.
        snapshot: ranks where it is current.
        viewed: for whom and when.
        surface: what it rests on.
        size: how many are shown at once, which counts as shown.
        chance: names the slate and draws the seed of its day.
    """
    drawn, name = chance.getrandbits(31), new_id(IdKind.SLATE, chance)
    told = await store.read(
        query("recommend/barred"),
        **viewed.windows,
        shownSince=viewed.now - timedelta(days=SHOWN_DAYS),
        shownUntil=viewed.now - timedelta(days=FRESH_DAYS),
    )
    if not told:
        return Slate(name, surface, "none", "1", drawn, (), ())
    seed: int = drawn if told[0]["seed"] is None else told[0]["seed"]
    personal = Personal(frozenset(told[0]["excluded"]), frozenset(told[0]["blocked"]))
    days = {each["id"]: each["days"] for each in told[0]["shown"]}
    fitted = snapshot.fitted if snapshot is not None and snapshot.is_current else None
    if fitted is not None:
        method, version, ids, scores, complements = _from_memory(fitted, surface, viewed.me, personal)
        is_new = _newcomers(fitted.view, ids, viewed.now)
    else:
        method, version, complements = f"cypher {surface.lower()}", "1", ()
        ids, scores = await _from_database(store, surface, viewed)
        is_new = frozenset[str]()
    order = impression_discount(scores, {place: days.get(each, 0) for place, each in enumerate(ids)})
    ids = [ids[place] for place in order.rows.tolist()]
    if surface is Surface.ALL and len(ids) < LENGTH:
        ids += await _latest(store, viewed, frozenset(ids))
    candidates, propensities = reach_newcomers(ids, is_new, seed)
    slate = Slate(name, surface, method, version, seed, candidates[:LENGTH], propensities[:LENGTH], complements)
    await _log(store, slate, viewed, size)
    return slate


async def resume(store: Store, me: str, name: str, *, served: int) -> Slate | None:
    """Returns a slate of this viewer, of which ``served`` have been shown now; None when it is gone."""

    async def work(transaction: Transaction) -> list[Row]:
        return await transaction.run(query("recommend/serve_slate"), me=me, id=name, served=served)

    rows = await store.act(work)
    if not rows:
        return None
    row = rows[0]["slate"]
    return Slate(
        name,
        Surface(row["surface"]),
        row["method"],
        row["version"],
        row["seed"],
        tuple(row["candidates"]),
        tuple(row["propensities"]),
        tuple(row["complements"]),
    )


async def shown(
    store: Store, viewed: Viewed, slate: Slate, places: Sequence[int], *, profile: Parts
) -> list[Suggested]:
    """Returns who of these places may be suggested now and why, in their order; whoever has no reason is left out."""
    if not places:
        return []
    rows = await store.read(
        query("recommend/suggested"),
        **viewed.windows,
        ids=[slate.candidates[place] for place in places],
        complements=list(slate.complements),
        newSince=viewed.now - timedelta(days=NEW_DAYS),
        profile=profile,
    )
    found = [Suggested(places[row["place"]], person_of(row["person"]), row["reasons"]) for row in rows]
    return [each for each in found if has_reason(each.evidence)]


def has_reason(evidence: Row) -> bool:
    """Tells whether anything speaks for somebody."""
    place = evidence["place"] or {"isSameCity": False, "isSameCountry": False}
    listed = ("connections", "skills", "complements", "categories", "isNew")
    return any(bool(evidence[name]) for name in listed) or place["isSameCity"] or place["isSameCountry"]


def reach_newcomers(ids: Sequence[str], is_new: frozenset[str], seed: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Gives one place in ten to a newcomer from further down, drawn by chance; all others move down by one.

    Returns:
        The new order, and how likely each place was to be given to whom it was given.
    """
    draw = np.random.default_rng(seed)
    left, order, likely = list(ids), list[str](), list[float]()
    while left:
        below = [each for each in left[NEWCOMER_EVERY:] if each in is_new]
        if len(order) % NEWCOMER_EVERY == NEWCOMER_PLACE and below:
            each = below[int(draw.integers(len(below)))]
            likely.append(1 / len(below))
        else:
            each = left[0]
            likely.append(1.0)
        left.remove(each)
        order.append(each)
    return tuple(order), tuple(likely)


def _from_memory(
    fitted: Fitted, surface: Surface, me: str, personal: Personal
) -> tuple[str, str, list[str], Scores, tuple[str, ...]]:
    method = fitted.methods[surface]
    ids, found = ranked(fitted, surface, me, LENGTH, personal)
    row, gone = fitted.view.row(me), rows_of(fitted.view, personal.blocked)
    skills = [] if row is None else method.explainer.complements(row, gone).tolist()
    places = np.arange(len(ids), dtype=np.int32)
    names = tuple(fitted.view.skill_ids[skill] for skill in skills)
    return SERVED[surface], method.version, ids, Scores(places, found.values), names


async def _from_database(store: Store, surface: Surface, viewed: Viewed) -> tuple[list[str], Scores]:
    """Ranks in the database; several lists become one by the places in them."""
    total: dict[str, float] = {}
    for name, weight in FALLBACK[surface]:
        more = {"kilometres": 50.0} if name == "location" else {}
        rows = await store.read(_fallback(name), **viewed.windows, limit=LENGTH, **more)
        for place, row in enumerate(rows, start=1):
            total[row["id"]] = total.get(row["id"], 0.0) + weight / (CONSTANT + place)
    ids = sorted(total, key=lambda each: (-total[each], each))[:LENGTH]
    return ids, Scores(np.arange(len(ids), dtype=np.int32), np.array([total[each] for each in ids]))


def _fallback(name: str) -> Query:
    match name:
        case "network":
            return query("recommend/network")
        case "skills":
            return query("recommend/skills")
        case _:
            return query("recommend/location")


async def _latest(store: Store, viewed: Viewed, known: frozenset[str]) -> list[str]:
    """Returns the newest people, for the end of a slate: whoever tells nothing yet is suggested somebody too."""
    since = viewed.now - timedelta(days=NEW_DAYS)
    rows = await store.read(query("recommend/newcomers"), **viewed.windows, newSince=since, limit=20)
    return [row["id"] for row in rows if row["id"] not in known]


def _newcomers(view: NetworkView, ids: Sequence[str], now: datetime) -> frozenset[str]:
    from .updating import day_number

    today, rows = day_number(now), [view.row(each) for each in ids]
    return frozenset(
        each
        for each, row in zip(ids, rows, strict=True)
        if row is not None and 0 <= today - int(view.joined[row]) < NEW_DAYS
    )


async def _log(store: Store, slate: Slate, viewed: Viewed, size: int) -> None:
    noted = {
        "id": slate.id,
        "viewer": viewed.me,
        "at": viewed.now,
        "surface": slate.surface,
        "method": slate.method,
        "version": slate.version,
        "seed": slate.seed,
        "candidates": list(slate.candidates),
        "propensities": list(slate.propensities),
        "complements": list(slate.complements),
        "served": min(size, len(slate.candidates)),
    }

    async def work(transaction: Transaction) -> None:
        await transaction.run(
            query("recommend/log_slate"),
            slate=noted,
            keptSince=viewed.now - timedelta(days=SLATE_DAYS),
            most=MOST_KEPT,
        )

    await store.act(work)
