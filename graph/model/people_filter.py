"""Conditions on people that must all hold: plain values with typed sentinels, so that one query serves them all."""

from dataclasses import dataclass
from typing import Any

EVERYTHING = 2**53
"""More minor units than any rate."""

HIGHEST_LEVEL = 5
"""Of a skill."""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What people must meet; the defaults let everybody pass."""

    categories: tuple[str, ...] = ()
    """Ids of categories, any of which will do."""
    currency: str = ""
    """Currency of the rates; people with another one are left out."""
    min_rate: int = 0
    max_rate: int = EVERYTHING
    """Both in minor units."""
    min_hours: float = 0.0
    country: str = ""
    city: str = ""
    """Id of the city in the middle."""
    metres: float = 0.0
    skills_all: tuple[str, ...] = ()
    """Folded names or synonyms, every one of which is needed."""
    skills_any: tuple[str, ...] = ()
    min_level: int = 1

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for a skill in it."""
        return tuple(dict.fromkeys((*self.skills_any, *self.skills_all)))

    @property
    def is_placed(self) -> bool:
        """Whether it names a place."""
        return bool(self.country or self.city)

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of the canonical text ``meets the filter``."""
        return {
            "categories": list(self.categories),
            "currency": self.currency,
            "minRate": self.min_rate,
            "maxRate": self.max_rate,
            "minHours": self.min_hours,
            "country": self.country,
            "cityId": self.city,
            "metres": self.metres,
            "skillsAll": list(self.skills_all),
            "skillsAny": list(self.skills_any),
            "minLevel": self.min_level,
        }


EVERYBODY = PeopleFilter()
"""Lets everybody pass."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words and the place of a filter name, with how many people each has, hidden ones included."""

    skills: dict[str, dict[str, int]]
    """By word: the skills it names, and how many people have each."""
    cities: dict[str, int]
    """Cities of the place, and how many people live in each."""


def levels(skill: str, least: int) -> list[str]:
    """Writes a skill at every level from ``least`` on as it stands on people.

    >>> levels("SK_0", 4)
    ['SK_0:4', 'SK_0:5']
    """
    return [f"{skill}:{level}" for level in range(least, HIGHEST_LEVEL + 1)]


def offer_key(skill: str, city: str, level: int) -> str:
    """Writes a skill as it stands on who has it, with the city they live in.

    >>> offer_key("SK_0", "CI_0", 4)
    'SK_0|CI_0|4'
    """
    return f"{skill}|{city}|{level}"
