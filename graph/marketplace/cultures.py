"""Names from many cultures, matched to where people live."""

import re
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from confrere.graph.names import folded

from .arrays import Index, Real
from .places import Country
from .reading import DATA

NOBODY: Final = 0
"""Row of the empty name: no last name, or no second one."""


@dataclass(slots=True)
class Culture:
    """One way of naming people: rows into the shared lists, and how names are put together."""

    given: list[int] = field(default_factory=list)
    family: list[int] = field(default_factory=list)
    two_families: float = 0.0
    no_family: float = 0.0
    one_letter: float = 0.0


@dataclass(frozen=True, slots=True)
class Names:
    """All names: as written, and in the Latin letters of handles.

    Attributes:
        words: Names as written; row 0 is the empty name.
        slugs: The same in `a-z`, by the same row.
        cultures: Who uses which.
    """

    words: list[str]
    slugs: list[str]
    cultures: dict[str, Culture]


@dataclass(frozen=True, slots=True)
class Named:
    """Names of people as rows of `Names.words`, each of shape (people,)."""

    given: Index
    family: Index
    second: Index


def read_names() -> Names:
    """Reads `data/names.txt`."""
    names = Names(words=[""], slugs=[""], cultures={})
    letters = [_added(names, letter) for letter in "ABDGKMNPRSV"]
    culture = Culture()
    for line in (DATA / "names.txt").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(": ")
        if line.startswith("["):
            culture = names.cultures[line.strip("[]")] = Culture()
        elif key == "options":
            for option in value.split(", "):
                name, _, share = option.partition("=")
                setattr(culture, name, float(share))
        elif key in {"given", "family"}:
            getattr(culture, key).extend(_added(names, word) for word in value.split(", "))
    names.cultures["letters"] = Culture(given=letters, family=letters)
    return names


def draw(names: Names, known: list[Country], country: Index, chance: np.random.Generator) -> Named:
    """Names people.

    Args:
        names: All names.
        known: The countries with their cultures.
        country: Row of each person's country, shape (people,).
        chance: The source of randomness.

    Returns:
        Rows of names; a person without a last name, or with one only, has `NOBODY` there.
    """
    people = len(country)
    order = list(names.cultures)
    culture = np.zeros(people, np.int16)
    luck = chance.random(people)
    for row, land in enumerate(known):
        here = np.flatnonzero(country == row)
        edges = np.cumsum(list(land.cultures.values()))
        rows = np.array([order.index(name) for name in land.cultures], np.int16)
        culture[here] = rows[np.searchsorted(edges / edges[-1], luck[here])]
    named = Named(*(np.zeros(people, np.int32) for _ in range(3)))
    letters = np.array(names.cultures["letters"].family, np.int32)
    for row, name in enumerate(order):
        here = np.flatnonzero(culture == row)
        used = names.cultures[name]
        named.given[here] = _popular(used.given, len(here), chance)
        family = _popular(used.family, len(here), chance)
        way = chance.random(len(here))
        named.second[here] = np.where(way < used.two_families, _popular(used.family, len(here), chance), NOBODY)
        short = way > 1 - used.one_letter
        family[short] = letters[chance.integers(0, len(letters), int(short.sum()))]
        family[way < used.no_family] = NOBODY
        named.family[here] = family
    return named


def _popular(words: list[int], count: int, chance: np.random.Generator) -> Index:
    """Draws names so that those listed first are the commonest."""
    weight: Real = 1 / (np.arange(len(words)) + 6.0)
    picked = np.searchsorted(np.cumsum(weight) / weight.sum(), chance.random(count))
    return np.array(words, np.int32)[picked]


def _added(names: Names, word: str) -> int:
    """Adds a name, written `name` or `name=slug`, and returns its row."""
    written, _, slug = word.partition("=")
    names.words.append(written)
    names.slugs.append(slug or re.sub("[^a-z]", "", folded(written)))
    return len(names.words) - 1
