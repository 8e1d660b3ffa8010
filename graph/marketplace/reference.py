"""The columns of what people refer to: countries, cities, categories and skills."""

from collections.abc import Sequence

import numpy as np

from confrere.graph.names import folded, skill_key

from .identifiers import random_ids
from .places import City
from .tables import Column


def city_columns(cities: Sequence[City]) -> dict[str, Column]:
    """Makes the rows of the cities' file.

    Args:
        cities: The cities, in the order of their rows.

    Returns:
        Columns by header.
    """
    return {
        ":ID(City)": np.arange(len(cities)),
        "id": [city.id for city in cities],
        "name": [city.name for city in cities],
        "point:point{crs:WGS-84}": [f"{{latitude:{city.latitude}, longitude:{city.longitude}}}" for city in cities],
        "timeZone": [city.time_zone for city in cities],
        "searchName": [folded(city.name) for city in cities],
        "population:int": np.array([city.population for city in cities], np.int64),
    }


def country_columns(names: dict[str, str]) -> dict[str, Column]:
    """Makes the rows of the countries' file.

    Args:
        names: Name by ISO code, in the order of their rows.

    Returns:
        Columns by header.
    """
    return {":ID(Country)": np.arange(len(names)), "code": list(names), "name": list(names.values())}


def category_columns(names: list[str], chance: np.random.Generator) -> dict[str, Column]:
    """Makes the rows of the categories' file.

    Args:
        names: The categories, in the order of their rows.
        chance: The source of their ids.

    Returns:
        Columns by header.
    """
    return {":ID(Category)": np.arange(len(names)), "id": _ids("CA_", len(names), chance), "name": names}


def skill_columns(names: list[str], synonyms: list[str], chance: np.random.Generator) -> dict[str, Column]:
    """Makes the rows of the skills' file.

    Args:
        names: The skills, in the order of their rows.
        synonyms: Other names of each, joined with `;`.
        chance: The source of their ids.

    Returns:
        Columns by header.
    """
    return {
        ":ID(Skill)": np.arange(len(names)),
        "id": _ids("SK_", len(names), chance),
        "name": names,
        "synonyms:string[]": synonyms,
    }


def skill_words(names: Sequence[str], synonyms: Sequence[str]) -> list[tuple[str, int]]:
    """Lists every word that names a skill, folded, with the row of that skill, in order and without repeats.

    Args:
        names: The skills.
        synonyms: Other names of each, joined with `;`.

    Returns:
        Words and rows; a word may name several skills.
    """
    return [
        (key, row)
        for row, (name, others) in enumerate(zip(names, synonyms, strict=True))
        for key in dict.fromkeys(skill_key(word) for word in (name, *others.split(";")) if word)
        if key
    ]


def _ids(prefix: str, count: int, chance: np.random.Generator) -> list[str]:
    """Draws ids."""
    return [row.tobytes().decode() for row in random_ids(prefix, count, chance)]
