"""Who the freelancers are: everything about a person except their name, skills and network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .arrays import Index, Mask, Real
from .moments import DAY
from .personas import FREELANCERS, Persona
from .places import City, Country, homes
from .trades import Trades, occupations

TOP_RATED: Final = 43_543
"""Top Rated freelancers of the default marketplace (R9)."""

PEOPLE: Final = 60_000
"""Freelancers of the default marketplace.

The 16,457 beside the Top Rated leave every segment of R8 with thousands of people, the little-record and newcomer
segments included, and the whole still loads in well under a minute.
"""

SEGMENTS: Final = ("MENTOR", "MENTEE", "NEW_WITH_SKILLS", "COMMUNITY_ENTHUSIAST", "TOP_CONNECTIONS")
"""R8, in the order of the bits of `People.segments`."""

MINOR: Final = {"USD": 100, "EUR": 100, "GBP": 100, "INR": 100, "CAD": 100, "AUD": 100, "JPY": 1}
"""Minor units of one unit of each currency."""

RATES: Final = {"USD": 1.0, "EUR": 0.92, "GBP": 0.79, "INR": 84.0, "CAD": 1.37, "AUD": 1.52, "JPY": 151.0}
"""Units of each currency for one US dollar, of one day in 2026; only the demo's prices rest on it."""

CURRENCIES: Final = tuple(MINOR)
"""Currencies by the rows of `People.currency`."""


@dataclass(frozen=True, slots=True)
class People:
    """Freelancers as columns, each of shape (people,), in the order of their ids.

    Attributes:
        city: Row of the city.
        country: Row of the country.
        occupation: Row of the occupation.
        experience: 0 to 1.
        top_rated: R2's default.
        eligible: Whether the track record is drawn to meet R2's amounts as well.
        score: Job Success Score, -1 when there is none.
        weeks: Weeks of the last 16 at or above 90.
        private: Whether the profile is private.
        deactivated: Whether the account is deactivated.
        joined: Seconds from the day of generation, negative.
        currency: Row of the currency.
        rate: Minor units an hour.
        dollars: The same in US dollars.
        hours: Hours a week.
        segments: Bits of R8.
        in_test: Whether in the test group of R7.
        persona: Row in `FREELANCERS`, or -1.
    """

    city: Index
    country: Index
    occupation: Index
    experience: Real
    top_rated: Mask
    eligible: Mask
    score: Index
    weeks: Index
    private: Mask
    deactivated: Mask
    joined: Index
    currency: Index
    rate: Index
    dollars: Real
    hours: Real
    segments: Index
    in_test: Mask
    persona: Index

    def __len__(self) -> int:
        return len(self.city)


def settle(
    count: int, cities: Sequence[City], known: list[Country], trades: Trades, chance: np.random.Generator
) -> People:
    """Draws the freelancers, the personas at random places among them.

    Args:
        count: How many; as many of them are Top Rated as in the default marketplace, in proportion.
        cities: Where they may live.
        known: Countries by row.
        trades: Occupations and their rates.
        chance: The source of randomness.

    Returns:
        The freelancers.
    """
    persona = np.full(count, -1, np.int8)
    persona[chance.choice(count, len(FREELANCERS), replace=False)] = np.arange(len(FREELANCERS))
    who = {row: each for each, row in zip(FREELANCERS, _rows(persona), strict=True)}
    city, occupation = homes(cities, known, count, chance), occupations(trades, count, chance)
    for row, each in who.items():
        name, _, code = each.city.rpartition(", ")
        city[row] = max(
            (at for at, place in enumerate(cities) if (place.name, place.country) == (name, code)),
            key=lambda at: cities[at].population,
        )
        occupation[row] = trades.titles.index(each.title)
    land_of = {land.code: row for row, land in enumerate(known)}
    country = np.array([land_of[place.country] for place in cities], np.int16)[city]

    top_rated, eligible = _rated(count, who, chance)
    score, weeks = _scores(top_rated, chance)
    experience = np.clip(chance.beta(2.2, 2.2, count) + 0.08 * top_rated, 0, 1).astype(np.float32)
    joined = _joined(top_rated, who, chance)
    cost = np.array([land.cost for land in known])[country]
    dollars = trades.rate[occupation] * cost * np.exp(chance.normal(0, 0.35, count)) * (0.55 + 0.9 * experience)
    local = np.array([CURRENCIES.index(land.currency) for land in known], np.int8)[country]
    share = np.array([land.currency_share for land in known])[country]
    currency = np.where(chance.random(count) < share, local, 0).astype(np.int8)
    luck = chance.random((2, count))
    persons = list(who)
    private, deactivated = luck[0] < 0.035, luck[1] < 0.012
    private[persons] = [who[row].private for row in persons]
    deactivated[persons] = [not who[row].active for row in persons]
    return People(
        city=city,
        country=country,
        occupation=occupation,
        experience=experience,
        top_rated=top_rated,
        eligible=eligible,
        score=score,
        weeks=weeks,
        private=private,
        deactivated=deactivated,
        joined=joined,
        currency=currency,
        rate=_priced(dollars, currency),
        dollars=dollars,
        hours=chance.choice(
            [5.0, 10.0, 15.0, 20.0, 30.0, 37.5, 40.0], count, p=[0.06, 0.14, 0.1, 0.2, 0.24, 0.06, 0.2]
        ),
        segments=_segments(experience, top_rated, eligible, joined, chance),
        in_test=chance.random(count) < 0.05,
        persona=persona,
    )


def _rows(persona: Index) -> list[int]:
    """Returns the row of each persona, in their order."""
    return [int(np.flatnonzero(persona == number)[0]) for number in range(len(FREELANCERS))]


def _rated(count: int, who: dict[int, Persona], chance: np.random.Generator) -> tuple[Mask, Mask]:
    """Chooses exactly the right number of Top Rated, and who of them meets R2's amounts."""
    top_rated = np.zeros(count, np.bool_)
    fixed = np.array([row for row, each in who.items() if each.top_rated], np.int64)
    rest = np.setdiff1d(np.arange(count), list(who))
    top_rated[fixed] = True
    wanted = round(count * TOP_RATED / PEOPLE) - len(fixed)
    top_rated[chance.permutation(rest)[:wanted]] = True
    eligible = top_rated & (chance.random(count) < 0.64)
    for row, each in who.items():
        eligible[row] = each.eligible
    return top_rated, eligible


def _scores(top_rated: Mask, chance: np.random.Generator) -> tuple[Index, Index]:
    """Draws Job Success Scores and weeks such that exactly the Top Rated pass R2."""
    count = len(top_rated)
    kind = chance.random(count)
    below = 89 - np.minimum(chance.exponential(9, count), 60).astype(np.int16)
    above = 90 + chance.binomial(10, 0.65, count)
    score = np.where(top_rated, above, np.where(kind < 0.35, -1, np.where(kind < 0.6, above, below)))
    late = np.where(score >= 90, chance.integers(0, 13, count), np.where(score < 0, 0, chance.integers(0, 10, count)))
    weeks = np.where(top_rated, 13 + chance.binomial(3, 0.8, count), late)
    return score.astype(np.int16), weeks.astype(np.int8)


def _joined(top_rated: Mask, who: dict[int, Persona], chance: np.random.Generator) -> Index:
    """Draws when people joined: up to eight years ago, the others more recently than the Top Rated."""
    count = len(top_rated)
    days = np.where(top_rated, 120 + 2800 * chance.beta(1.3, 1.7, count), 3 + 1500 * chance.beta(0.8, 2.2, count))
    for row, each in who.items():
        days[row] = each.days
    return -(days.astype(np.int64) * DAY - chance.integers(0, DAY, count))


def _priced(dollars: Real, currency: Index) -> Index:
    """Turns dollars into round prices in minor units."""
    unit = np.array([RATES[code] for code in CURRENCIES])[currency]
    minor = np.array([MINOR[code] for code in CURRENCIES])[currency]
    price = dollars * unit
    step = np.where(price > 500, 50, np.where(price > 20, 1, 0.5))
    rounded: Real = np.maximum(np.rint(price / step), 1) * step * minor
    return rounded.astype(np.int32)


def _segments(experience: Real, top_rated: Mask, eligible: Mask, joined: Index, chance: np.random.Generator) -> Index:
    """Puts people into the segments of R8, several or none for some."""
    luck = chance.random((len(SEGMENTS), len(experience)))
    new = joined > -500 * DAY
    member = (
        top_rated & (experience > 0.6) & (luck[0] < 0.5),
        ~eligible & (experience < 0.5) & (luck[1] < 0.6),
        new & (experience > 0.4) & (luck[2] < 0.7),
        luck[3] < 0.17,
        eligible & (luck[4] < 0.22),
    )
    bits: Index = np.zeros(len(experience), np.int8)
    for bit, flag in enumerate(member):
        bits |= flag.astype(np.int8) << bit
    return bits
