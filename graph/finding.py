"""Finding people: by name and by e-mail address, and pages of any list of them, as one viewer may find them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from .model.name_query import AFTER_ALL, NameQuery, Range
from .model.people_order import FacetKind
from .model.ranked_list import HEAD, NAMESAKES, POOL, Candidate, Spot, closest, id_of, spot_of, stretch
from .people import Parts, Person, person_of
from .queries import query
from .store import Row, Store

SPARE = 4
"""People looked up beyond a page, for those who were hidden in the very moment."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Which keys of a list are read, and from which end."""

    low: str
    high: str
    is_forward: bool
    limit: int
    is_start: bool = False
    """Whether closeness is judged too."""

    @property
    def first(self) -> str:
        """The lowest key that may be in it: the one after ``low``, which is not in it itself."""
        return f"{self.low}\x00" if self.low else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a list: of all, and by property the most frequent values, each a row with its count."""

    total: int
    subjects: dict[FacetKind, list[Row]]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Tally":
        """Reads one row for each kind."""
        return cls(rows[0]["total"], {FacetKind(row["kind"]): row["subjects"] for row in rows})


class Matches(Protocol):
    """A list of people in the order of their keys."""

    @property
    def is_begun_in_order(self) -> bool:
        """Whether those whose closeness is judged at a start are the first of the list: a page may go on among them."""
        ...

    async def candidates(self, store: Store, me: str, part: Slice) -> list[Candidate]:
        """Reads the first candidates of a part, from its beginning or from its end."""
        ...

    async def tally(self, store: Store, me: str, kinds: Collection[FacetKind], limit: int) -> Tally:
        """Counts the list, and by each kind how many of it have each of the most frequent values."""
        ...


WHOLE = Slice("", AFTER_ALL, is_forward=True, limit=POOL)
"""A list from its beginning."""


@dataclass(frozen=True, slots=True)
class Named:
    """People whose name is like this."""

    sought: NameQuery
    is_begun_in_order = False

    async def candidates(self, store: Store, me: str, part: Slice) -> list[Candidate]:
        """Reads ranges of names."""
        asked = {
            "names": _within(self.sought.names, part),
            "initials": _within(self.sought.initials, WHOLE),
            "after": part.low,
            "before": part.high,
        }
        if part.is_start:
            limits = {"limit": HEAD, "near": HEAD, "most": NAMESAKES}
            rows = await store.read(query("finding/by_name"), me=me, isStart=True, **limits, **asked)
        elif part.is_forward:
            limits = {"limit": part.limit, "near": 0, "most": part.limit}
            rows = await store.read(query("finding/by_name"), me=me, isStart=False, **limits, **asked)
        else:
            rows = await store.read(query("finding/by_name_backward"), me=me, limit=part.limit, **asked)
        return [Candidate(**row) for row in rows]

    async def tally(self, store: Store, me: str, kinds: Collection[FacetKind], limit: int) -> Tally:
        """Counts people in the ranges."""
        names, initials = _within(self.sought.names, WHOLE), _within(self.sought.initials, WHOLE)
        return await _tally(store, me, names, initials, kinds, limit)


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whoever has exactly this e-mail address."""

    email: str
    is_begun_in_order = True

    async def candidates(self, store: Store, me: str, part: Slice) -> list[Candidate]:
        """Reads one address."""
        rows = await store.read(query("finding/by_email"), me=me, email=self.email)
        found = [Candidate(row["key"]) for row in rows if part.low < row["key"] < part.high]
        return (found if part.is_forward else found[::-1])[: part.limit]

    async def tally(self, store: Store, me: str, kinds: Collection[FacetKind], limit: int) -> Tally:
        """Counts who has the address."""
        keys = [each.key for each in await self.candidates(store, me, WHOLE)]
        return await _tally(store, me, [{"low": key, "high": key + "\x00"} for key in keys], [], kinds, limit)


@dataclass(frozen=True, slots=True)
class Nobody:
    """An empty list."""

    is_begun_in_order = True

    async def candidates(self, store: Store, me: str, part: Slice) -> list[Candidate]:
        """Reads nothing."""
        return []

    async def tally(self, store: Store, me: str, kinds: Collection[FacetKind], limit: int) -> Tally:
        """Counts nobody."""
        return Tally(0, {})


@dataclass(frozen=True, slots=True)
class Found:
    """A page of people in the order it was read, each with where they stand, and whether more lie that way."""

    people: list[tuple[Spot, Person]]
    has_more: bool


def by_name(sought: NameQuery) -> Matches:
    """Chooses what reads a query of the search box."""
    if sought.email:
        return Addressed(sought.email)
    return Named(sought) if sought.names else Nobody()


async def find(
    store: Store,
    matches: Matches,
    *,
    me: str,
    size: int,
    is_forward: bool,
    after: Spot | None,
    before: Spot | None,
    profile: Parts,
    is_ranked: bool = True,
) -> Found:
    """Reads a page of a list, the closest first; a list is begun by a page without cursors.

    Args:
        store: the database.
        matches: who is in the list.
        me: the viewer.
        size: how many to return at most.
        is_forward: whether from the front of the list, or from its end.
        after: only who stands behind this spot.
        before: only who stands ahead of this spot.
        profile: what to read of profiles.
        is_ranked: whether the closest come first; else all stand in the order of keys.
    """
    begun = after or before
    is_begun_here = begun is None and is_ranked
    head = begun.head if begun else ()
    pool: list[Candidate] = []
    if is_begun_here:
        pool = await matches.candidates(store, me, replace(WHOLE, is_start=True))
        head = closest(pool)
    part = stretch(head, after, before)
    ahead = list(head[part.first : part.last])
    enough = size + 1 + SPARE
    is_all = is_begun_here and len(head) < HEAD
    behind: list[str] = []
    if not is_all and part.low < part.high and (not is_forward or len(ahead) < enough):
        if pool and is_forward and matches.is_begun_in_order:
            rest = pool
        else:
            rest = await matches.candidates(store, me, Slice(part.low, part.high, is_forward, limit=enough + HEAD))
        behind = [each.key for each in rest if each.id not in set(head)]
    keys = {id_of(key): key for key in behind}
    wanted = [*ahead, *keys] if is_forward else [*keys, *reversed(ahead)]
    people = await _listed(store, me, wanted[:enough], size + 1, profile=profile)
    places = {each: place for place, each in enumerate(head)}
    return Found(
        [(spot_of(head, places, keys, each.id), each) for each in people[:size]],
        has_more=len(people) > size or len(wanted) > enough,
    )


async def _tally(
    store: Store,
    me: str,
    names: list[dict[str, str]],
    initials: list[dict[str, str]],
    kinds: Collection[FacetKind],
    limit: int,
) -> Tally:
    """Counts people in ranges of names."""
    asked = {"names": names, "initials": initials, "kinds": list(kinds), "limit": limit}
    return Tally.of(await store.read(query("finding/tally_by_name"), me=me, **asked))


async def _listed(store: Store, me: str, ids: Sequence[str], limit: int, *, profile: Parts) -> list[Person]:
    """Reads people in this order, without those who can no longer be found."""
    if not ids:
        return []
    rows = await store.read(query("finding/listed"), me=me, ids=list(ids), limit=limit, profile=profile)
    return [person_of(row["person"]) for row in rows]


def _within(ranges: Sequence[Range], part: Slice) -> list[dict[str, str]]:
    """Narrows ranges to a part of the list; the key a part begins after is left out."""
    narrowed = ((max(each.low, part.first), min(each.high, part.high)) for each in ranges)
    return [{"low": low, "high": high} for low, high in narrowed if low < high]
