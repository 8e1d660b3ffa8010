"""A view kept in step is the view that would be made anew."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from confrere.recommendations import NetworkView
from confrere.recommendations.updating import PersonNow, empty, updated

from .planted import drawn


def people_of(given: dict[str, Any]) -> list[PersonNow]:
    """The same network as the database would tell it."""
    found = []
    for each in given["ids"]:
        known = [b if a == each else a for a, b in given["connections"] if each in (a, b)]
        city, country = given["cities"].get(each, (None, None))
        found.append(
            PersonNow(
                id=each,
                is_findable=each not in given["hidden"],
                connections=tuple(known),
                worked=tuple((b if a == each else a, jobs) for a, b, jobs in given["worked"] if each in (a, b)),
                skills=tuple(skill for person, skill in given["skills"] if person == each),
                categories=tuple(field for person, field in given["categories"] if person == each),
                city=city,
                country=country,
                joined=given["joined"][each],
            )
        )
    return found


def told(view: NetworkView) -> dict[str, Any]:
    """What a view says of everybody, by name."""
    assert view.worked is not None
    done, jobs = view.worked.links, view.worked.jobs
    return {
        view.id(row): {
            "connections": [view.id(other) for other in view.connections[row].tolist()],
            "worked": [
                (view.id(other), count)
                for other, count in zip(done[row].tolist(), jobs[done.starts[row] : done.starts[row + 1]], strict=True)
            ],
            "skills": [view.skill_ids[skill] for skill in view.skills[row].tolist()],
            "categories": [view.category_ids[field] for field in view.categories[row].tolist()],
            "city": view.city_ids[view.city[row]] if view.city[row] >= 0 else None,
            "country": view.country_ids[view.country[row]] if view.country[row] >= 0 else None,
            "joined": int(view.joined[row]),
            "findable": bool(view.is_findable[row]),
            "peers": sorted(view.id(p) for skill in view.skills[row].tolist() for p in view.holders[skill].tolist()),
            "neighbours": [view.id(p) for p in (view.residents[view.city[row]] if view.city[row] >= 0 else [])],
            "usual": [view.skill_ids[s] for field in view.categories[row] for s in view.usual(field).tolist()],
        }
        for row in range(len(view))
    }


CITIES = [(f"t{town}", 10.0 * town, 5.0) for town in range(4)]


@pytest.mark.parametrize("seed", range(8))
def test_people_told_a_few_at_a_time_make_the_same_view(seed: int) -> None:
    """In any portions, forwards or backwards; a name that nobody knows yet comes with its owner."""
    given = drawn(seed)
    expected = told(NetworkView.of(**given))
    people = people_of(given)
    for portion, order in ((40, people), (7, people), (3, people[::-1]), (1, people)):
        view = empty(CITIES)
        for first in range(0, len(order), portion):
            view = updated(view, order[first : first + portion])
        assert told(view) == expected


@pytest.mark.parametrize("seed", range(8))
def test_a_pair_is_told_by_one_of_the_two(seed: int) -> None:
    """As everybody is loaded: whoever tells of a connection, and of what was done together, both have it."""
    given = drawn(seed)
    chance = np.random.default_rng(seed)
    people, told_before = people_of(given), set[frozenset[str]]()
    once = []
    for person in (people[place] for place in chance.permutation(len(people)).tolist()):
        mine = tuple(each for each in person.connections if frozenset((person.id, each)) not in told_before)
        told_before |= {frozenset((person.id, each)) for each in mine}
        once.append(replace(person, connections=mine, worked=tuple(tie for tie in person.worked if tie[0] in mine)))
    assert told(updated(empty(CITIES), once)) == told(NetworkView.of(**given))


def test_the_rows_of_many_are_the_rows_of_each() -> None:
    """Whoever is not there has none, be their name shorter, longer or the last of all."""
    view = NetworkView.of(["ada", "béa", "carl"])
    asked = ["carl", "ada", "", "a", "adaa", "zoë", "béa", "ada"]
    assert view.rows(asked).tolist() == [-1 if view.row(each) is None else view.row(each) for each in asked]
    assert view.rows(asked).tolist() == [2, 0, -1, -1, -1, -1, 1, 0]
    assert view.rows([]).tolist() == NetworkView.of([]).rows([]).tolist() == []
    assert NetworkView.of([]).rows(["ada"]).tolist() == [-1]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_to_people_the_view_follows(seed: int) -> None:
    """Connections come and go, people work together, hide, come back and learn; each step is the view made anew."""
    given = drawn(seed)
    chance = np.random.default_rng(seed + 100)
    view = updated(empty(CITIES), people_of(given))
    told(view)  # so that everything is calculated once and could be kept by mistake
    for _ in range(12):
        one, other = (str(each) for each in chance.choice(given["ids"], 2, replace=False))
        match int(chance.integers(0, 5)):
            case 0:
                pair = next((p for p in given["connections"] if set(p) == {one, other}), None)
                if pair:
                    given["connections"].remove(pair)
                    given["worked"] = [tie for tie in given["worked"] if set(tie[:2]) != {one, other}]
                else:
                    given["connections"].append((one, other))
                given["since"] = [1] * len(given["connections"])
            case 1:
                given["hidden"] = sorted(set(given["hidden"]) ^ {one})
            case 2:
                one, other = given["connections"][int(chance.integers(0, len(given["connections"])))]
                given["worked"] = [tie for tie in given["worked"] if set(tie[:2]) != {one, other}]
                given["worked"].append((one, other, int(chance.integers(1, 4))))
            case 3:
                given["skills"].append((one, f"learned {chance.integers(0, 3)}"))
            case _:
                given["cities"][one] = ("t3", "l9")
        now = {each.id: each for each in people_of(given)}
        view = updated(view, [now[one], now[other]])
        assert told(view) == told(NetworkView.of(**given))


def test_nothing_new_is_the_same_view() -> None:
    """And whom nobody knows is left out until they are told."""
    view = updated(empty(), [PersonNow("a", is_findable=True, connections=("b",))])
    assert updated(view, []) is view
    assert view.degrees.tolist() == [0]
    both = updated(view, [PersonNow("b", is_findable=True, connections=("a",))])
    assert both.degrees.tolist() == [1, 1]
    gone = updated(both, [replace(PersonNow("b", is_findable=False), connections=("a",))])
    assert gone.degrees.tolist() == [0, 1]
