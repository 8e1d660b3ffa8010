"""What people do: occupations, categories and skills."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from .arrays import Index, Real
from .reading import rows

MOST_SKILLS: Final = 12
"""Skills that one person lists at most."""


@dataclass(frozen=True, slots=True)
class Trades:
    """Occupations with their skills.

    Attributes:
        titles: Title of each occupation as a freelancer writes it.
        categories: Names of the categories.
        category: Row of each occupation's category, shape (occupations,).
        weight: How frequent each occupation is, relative, shape (occupations,).
        rate: Median US dollars an hour of each occupation, shape (occupations,).
        skills: Names of the skills.
        synonyms: Other names of each skill, joined with `;`.
        used: For each occupation, rows of its skills and their weights.
    """

    titles: list[str]
    categories: list[str]
    category: Index
    weight: Real
    rate: Real
    skills: list[str]
    synonyms: list[str]
    used: list[tuple[Index, Real]]


@dataclass(frozen=True, slots=True)
class Skilled:
    """Who has which skill, each of shape (n,), people in order and their main skill first.

    Attributes:
        person: Row of the person.
        skill: Row of the skill.
        level: 1 to 5.
        main: Rows of each person's first two skills, shape (people, 2).
    """

    person: Index
    skill: Index
    level: Index
    main: Index


def read_trades() -> Trades:
    """Reads the shipped tables of occupations and their skills."""
    occupations, lines = rows("occupations.csv"), rows("trades.csv.gz")
    skills = sorted({line["skill"] for line in lines})
    categories = sorted({each["category"] for each in occupations})
    number = {name: row for row, name in enumerate(skills)}
    other = {line["skill"]: line["synonyms"].replace("|", ";") for line in lines}
    used: dict[str, tuple[list[int], list[float]]] = {each["code"]: ([], []) for each in occupations}
    for line in lines:
        used[line["code"]][0].append(number[line["skill"]])
        used[line["code"]][1].append(float(line["weight"]))
    return Trades(
        titles=[each["title"] for each in occupations],
        categories=categories,
        category=np.array([categories.index(each["category"]) for each in occupations], np.int16),
        weight=np.array([float(each["weight"]) for each in occupations]),
        rate=np.array([float(each["rate"]) for each in occupations]),
        skills=skills,
        synonyms=[other[name] for name in skills],
        used=[(np.array(which, np.int16), np.array(weight)) for which, weight in used.values()],
    )


def occupations(trades: Trades, count: int, chance: np.random.Generator) -> Index:
    """Draws an occupation for each person, shape (count,)."""
    edges = np.cumsum(trades.weight)
    return np.searchsorted(edges / edges[-1], chance.random(count)).astype(np.int16)


def learn(trades: Trades, occupation: Index, experience: Real, chance: np.random.Generator) -> Skilled:
    """Gives people the skills of their occupation, weighted, without repeats.

    Args:
        trades: Occupations with their skills.
        occupation: Row of each person's occupation, shape (people,).
        experience: 0 to 1 for each person, shape (people,).
        chance: The source of randomness.

    Returns:
        The skills of all.
    """
    wish = 2 + chance.binomial(MOST_SKILLS - 2, 0.2 + 0.35 * experience)
    drawn = preferred(trades, occupation, MOST_SKILLS, chance)
    taken = (np.arange(MOST_SKILLS) < wish[:, None]) & (drawn >= 0)
    person, place = np.nonzero(taken)
    person = person.astype(np.int32)
    grade = 1.6 + 2.9 * experience[person] - 0.12 * place + chance.normal(0, 0.7, len(person))
    level = np.clip(np.rint(grade), 1, 5).astype(np.int8)
    return Skilled(person=person, skill=drawn[taken], level=level, main=drawn[:, :2])


def preferred(trades: Trades, occupation: Index, most: int, chance: np.random.Generator) -> Index:
    """Draws skills of occupations, weighted and without repeats, the first drawn first.

    The k skills with the greatest `log(weight) + Gumbel noise` are a weighted draw without replacement
    (Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006, in its exponential form).

    Args:
        trades: Occupations with their skills.
        occupation: Rows of occupations, shape (n,).
        most: How many skills of each.
        chance: The source of randomness.

    Returns:
        Rows of skills, shape (n, most), -1 where an occupation has fewer.
    """
    drawn = np.full((len(occupation), most), -1, np.int16)
    for row, (skills, weight) in enumerate(trades.used):
        here = np.flatnonzero(occupation == row)
        keys = chance.gumbel(size=(len(here), len(skills))).astype(np.float32) + np.log(weight).astype(np.float32)
        count = min(most, len(skills))
        drawn[here, :count] = skills[np.argsort(-keys, axis=1, kind="stable")[:, :count]]
    return drawn
