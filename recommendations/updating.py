"""Keeps a view in step: people as the database tells them, put into the arrays of the view before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np

from .arrays import Index, Mask, distinct
from .joint_work import JointWork
from .links import Links
from .view import UNKNOWN, NetworkView

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody as the database tells them now."""

    id: str
    is_findable: bool
    connections: tuple[str, ...] = ()
    worked: tuple[tuple[str, int], ...] = ()
    """With whom of these they completed jobs in one team, and how many."""
    skills: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    city: str | None = None
    country: str | None = None
    joined: int = 0

    @classmethod
    def of(cls, row: dict[str, Any]) -> "PersonNow":
        """Reads a row of ``recommend/people``."""
        return cls(
            id=row["id"],
            is_findable=row["isFindable"],
            connections=tuple(row["connections"]),
            worked=tuple((other, jobs) for other, jobs in row["worked"]),
            skills=tuple(row["skills"]),
            categories=tuple(row["categories"]),
            city=row["city"],
            country=row["country"],
            joined=row["joinedDay"] or 0,
        )


def day_number(moment: datetime) -> int:
    """Returns the days since 1970."""
    return (moment.date() - EPOCH).days


def empty(cities: Sequence[tuple[str, float, float]] = ()) -> NetworkView:
    """Returns a view of nobody, with the places there are."""
    view = NetworkView.of([])
    points = np.array([(latitude, longitude) for _, latitude, longitude in cities]).reshape(-1, 2)
    return replace(view, city_ids=tuple(city for city, _, _ in cities), city_points=points)


def updated(view: NetworkView, people: Sequence[PersonNow]) -> NetworkView:
    """Returns the view with these people as they are now; whoever they name and nobody knows is left out.

    Costs a copy of the arrays, however many people changed. What was calculated from skills is kept when neither skills
    nor who can be found have changed.
    """
    if not people:
        return view
    people = sorted({each.id: each for each in people}.values(), key=lambda each: each.id.encode())
    before = view
    view = _with_ids(view, people)
    rows = view.rows(each.id for each in people)
    shown = view.is_findable.copy()
    shown[rows] = [each.is_findable for each in people]
    skills = view.skills.replaced(rows, _named([each.skills for each in people], view.skill_ids))
    categories = view.categories.replaced(rows, _named([each.categories for each in people], view.category_ids))
    city, country, joined = view.city.copy(), view.country.copy(), view.joined.astype(np.int32)
    city[rows] = _places([each.city for each in people], view.city_ids)
    country[rows] = _places([each.country for each in people], view.country_ids)
    joined[rows] = [each.joined for each in people]
    connections = _connections(view, rows, people, shown)
    changed = replace(
        view,
        connections=connections,
        worked=_worked(view, rows, people, connections),
        is_findable=shown,
        skills=skills,
        categories=categories,
        city=city,
        country=country,
        joined=joined,
    )
    if len(before) == len(changed) and np.array_equal(before.is_findable, shown):
        _keep(before, changed)
    return changed


def _keep(before: NetworkView, now: NetworkView) -> None:
    """Hands on what was calculated from what has not changed."""
    same_skills = _alike(before.skills, now.skills)
    same_categories = _alike(before.categories, now.categories)
    kept = {
        "holders": same_skills,
        "workers": same_categories,
        "residents": np.array_equal(before.city, now.city),
        "skills_by_category": same_skills and same_categories,
    }
    for name, is_same in kept.items():
        if is_same and name in before.__dict__:
            now.__dict__[name] = before.__dict__[name]


def _alike(one: Links, other: Links) -> bool:
    return one is other or (np.array_equal(one.starts, other.starts) and np.array_equal(one.others, other.others))


def _connections(view: NetworkView, rows: Index, people: Sequence[PersonNow], shown: Mask) -> Links:
    """Takes these people out of everybody's connections and puts them in again as they are now."""
    width = np.int64(max(len(view), 1))
    links = view.connections
    is_changed = np.zeros(len(view), np.bool_)
    is_changed[rows] = True
    before = links.of_rows(rows)
    # Hidden people stand in nobody's row but have rows of their own, so whoever names the changed ones is looked for.
    of_others = np.flatnonzero(is_changed[links.others])
    left = links.without(distinct(np.concatenate([links.places(rows[before.rows], before.others), of_others])))
    named = view.rows(other for each in people for other in each.connections)
    naming = np.repeat(rows, [len(each.connections) for each in people])[named != UNKNOWN]
    named = named[named != UNKNOWN]
    first, second = np.r_[naming, named].astype(np.int64), np.r_[named, naming]
    keep = shown[second]
    fresh = distinct(first[keep] * width + second[keep])
    return left.joined((fresh // width).astype(np.int32), (fresh % width).astype(np.int32))


def _worked(view: NetworkView, rows: Index, people: Sequence[PersonNow], connections: Links) -> JointWork:
    """Puts in what these people did with others, as it is now."""
    is_told = np.zeros(len(view), np.bool_)
    is_told[rows] = True
    told = [
        (row, with_whom, jobs)
        for row, person in zip(rows.tolist(), people, strict=True)
        for other, jobs in person.worked
        if (with_whom := view.row(other)) is not None
    ]
    before = JointWork.none(len(view)) if view.worked is None else view.worked
    return before.told_anew(is_told, told, connections)


def _with_ids(view: NetworkView, people: Sequence[PersonNow]) -> NetworkView:
    """Makes room for people, skills, categories and places that the view does not know yet."""
    rows = view.rows(each.id for each in people)
    if new := [people[place].id for place in np.flatnonzero(rows == UNKNOWN).tolist()]:
        view = _with_people(view, new)
    skills = {skill for each in people for skill in each.skills}.difference(view.skill_ids)
    if skills:
        names, rows = _merged(view.skill_ids, skills)
        view = replace(view, skill_ids=names, skills=view.skills.renumbered(_all(view), len(view), rows))
    categories = {each_one for each in people for each_one in each.categories}.difference(view.category_ids)
    if categories:
        names, rows = _merged(view.category_ids, categories)
        view = replace(view, category_ids=names, categories=view.categories.renumbered(_all(view), len(view), rows))
    countries = {each.country for each in people if each.country}.difference(view.country_ids)
    if countries:
        names, rows = _merged(view.country_ids, countries)
        known = view.country != UNKNOWN
        country = np.where(known, rows[np.where(known, view.country, 0)] if len(rows) else UNKNOWN, UNKNOWN)
        view = replace(view, country_ids=names, country=country.astype(np.int32))
    return view


def _with_people(view: NetworkView, new: Sequence[str]) -> NetworkView:
    """Puts new people, without anything, into their places in the order of ids."""
    fresh = np.array(sorted(each.encode() for each in new), np.bytes_)
    at = np.searchsorted(view.ids, fresh)
    width = max(view.ids.dtype.itemsize, fresh.dtype.itemsize)
    ids = np.insert(view.ids.astype(f"S{width}"), at, fresh.astype(f"S{width}"))
    rows = np.searchsorted(ids, view.ids.astype(f"S{width}")).astype(np.int32)
    count = len(ids)
    return replace(
        view,
        ids=ids,
        connections=view.connections.renumbered(rows, count, rows),
        worked=None if view.worked is None else view.worked.renumbered(rows, count),
        is_findable=np.insert(view.is_findable, at, False),
        skills=view.skills.renumbered(rows, count),
        categories=view.categories.renumbered(rows, count),
        city=np.insert(view.city, at, UNKNOWN),
        country=np.insert(view.country, at, UNKNOWN),
        joined=np.insert(view.joined, at, 0),
        excluded=Links.none(count),
        blocked=Links.none(count),
    )


def _all(view: NetworkView) -> Index:
    return np.arange(len(view), dtype=np.int32)


def _merged(known: Sequence[str], new: set[str]) -> tuple[tuple[str, ...], Index]:
    """Returns all names in order, and where each known one is now."""
    names = tuple(sorted({*known, *new}))
    place = {name: row for row, name in enumerate(names)}
    return names, np.array([place[each] for each in known], np.int32)


def _named(lists: Sequence[Sequence[str]], names: Sequence[str]) -> Links:
    place = {name: row for row, name in enumerate(names)}
    rows = [row for row, each in enumerate(lists) for _ in each]
    return Links.of(rows, [place[name] for each in lists for name in each], len(lists))


def _places(chosen: Sequence[str | None], names: Sequence[str]) -> list[int]:
    row = {name: place for place, name in enumerate(names)}
    return [UNKNOWN if each is None else row.get(each, UNKNOWN) for each in chosen]
