"""Networks whose right answer is known, and random ones for what must hold in all of them."""

from itertools import combinations
from typing import Any

import numpy as np

from confrere.recommendations import NetworkView

CIRCLE = ("ada", "bob", "cleo", "dan", "eve", "finn")
OTHERS = ("gil", "hana", "ivo", "jo", "kim", "lou")
DAY = 20_000


def planted(**changed: Any) -> NetworkView:
    """Two circles in two cities, each all connected but for one pair; ada's missing pair is bob.

    Bob is also the most connected of all, lives where ada lives, and shares her rare skill: whatever a method looks at,
    bob is the right answer for ada.
    """
    pairs = [pair for circle in (CIRCLE, OTHERS) for pair in combinations(circle, 2)]
    pairs.remove(("ada", "bob"))
    pairs += [("bob", each) for each in OTHERS[1:]] + [("cleo", "gil")]
    places = dict.fromkeys(CIRCLE, ("Lisbon", "PT")) | dict.fromkeys(OTHERS, ("Oslo", "NO"))
    skills = [(each, "Spreadsheets") for each in CIRCLE + OTHERS] + [("ada", "Letterpress"), ("bob", "Letterpress")]
    skills += [("gil", "Glazing"), ("hana", "Glazing")]
    given: dict[str, Any] = {
        "ids": CIRCLE + OTHERS,
        "connections": pairs,
        "since": [DAY - number for number in range(len(pairs))],
        "skills": skills,
        "categories": [(each, "Print") for each in CIRCLE] + [(each, "Building") for each in OTHERS],
        "cities": places,
        "points": {"Lisbon": (38.72, -9.14), "Oslo": (59.91, 10.75)},
        "joined": dict.fromkeys(CIRCLE + OTHERS, DAY - 1000),
        "day": DAY,
    }
    return NetworkView.of(**given | changed)


def drawn(seed: int, **changed: Any) -> dict[str, Any]:
    """Draws what a view of forty people is made of, hidden, excluded and blocked ones among them."""
    chance = np.random.default_rng(seed)
    people = [f"p{number:02d}" for number in range(40)]

    def some(count: int) -> list[tuple[str, str]]:
        picked = {tuple(sorted(chance.choice(people, 2, replace=False).tolist())) for _ in range(count)}
        return sorted((one, other) for one, other in picked)

    pairs = some(110)
    done = (np.random.default_rng(seed + 1000).geometric(0.6, len(pairs)) - 1).tolist()
    given: dict[str, Any] = {
        "ids": people,
        "connections": pairs,
        "since": [DAY - int(chance.integers(0, 900)) for _ in pairs],
        "worked": [(one, other, jobs) for (one, other), jobs in zip(pairs, done, strict=True) if jobs],
        "hidden": sorted({str(each) for each in chance.choice(people, 5)}),
        "skills": [(each, f"s{skill}") for each in people for skill in sorted(set(chance.integers(0, 12, 3).tolist()))],
        "categories": [(each, f"c{chance.integers(0, 3)}") for each in people],
        "cities": {each: (f"t{town}", f"l{town // 2}") for each in people for town in [int(chance.integers(0, 4))]},
        "points": {f"t{town}": (10.0 * town, 5.0) for town in range(4)},
        "joined": {each: DAY - int(chance.integers(1, 400)) for each in people},
        "excluded": some(15),
        "blocked": some(8),
        "day": DAY,
    }
    return given | changed


def without(given: dict[str, Any], person: str) -> dict[str, Any]:
    """Returns the same network as if this person had never been there."""
    left = dict(given)
    left["ids"] = [each for each in given["ids"] if each != person]
    kept = [place for place, pair in enumerate(given["connections"]) if person not in pair]
    left["connections"] = [given["connections"][place] for place in kept]
    left["since"] = [given["since"][place] for place in kept]
    left["worked"] = [tie for tie in given["worked"] if person not in tie[:2]]
    left["hidden"] = [each for each in given["hidden"] if each != person]
    for name in ("skills", "categories", "excluded", "blocked"):
        left[name] = [pair for pair in given[name] if person not in pair]
    for name in ("cities", "joined"):
        left[name] = {each: value for each, value in given[name].items() if each != person}
    return left
