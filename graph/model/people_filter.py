"""Conditions on people that must all hold: plain values with typed sentinels, so that one query serves them all."""

from dataclasses import dataclass
from typing import Any

EVERYTHING = 2**53
"""More minor units than any rate."""


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
