"""Conditions on people as clients write them: each bounded and checked before it costs anything."""

import decimal
import math
from enum import Enum

import strawberry

from confrere.graph.errors import InvalidInput
from confrere.graph.model import money
from confrere.graph.model.ids import IdKind
from confrere.graph.model.people_filter import EVERYTHING, PeopleFilter

from .nodes import require_id
from .scalars import CountryCode, CurrencyCode, Decimal

MAX_NAMES = 20
MAX_IDS = 50
LONGEST_NAME = 100
MAX_KM = 1000.0
MAX_HOURS = 168.0
MAX_LEVEL = 5


@strawberry.enum(description="Which way a list runs.")
class OrderDirection(Enum):
    """Up or down."""

    ASC = strawberry.enum_value("ASC", description="Smallest or closest first.")
    DESC = strawberry.enum_value("DESC", description="Largest or farthest first.")


@strawberry.input(description="Conditions on skills.")
class SkillFilter:
    """Names or synonyms."""

    all: list[str] | None = strawberry.field(
        default=None, description="Every one of these names or synonyms, at most 20."
    )
    any: list[str] | None = strawberry.field(
        default=None, description="At least one of these names or synonyms, at most 20."
    )
    min_level: int | None = strawberry.field(
        default=None, description="At least this level in the skills named, 1 to 5."
    )


@strawberry.input(description="A circle around a city.")
class NearCity:
    """A middle and a radius."""

    city_id: strawberry.ID = strawberry.field(description="The city in the middle.")
    km: float = strawberry.field(
        default=0.0, description="Radius in kilometres from 0 to 1000, where 0 means the city itself."
    )


@strawberry.input(description="Exactly one way to name a place.", one_of=True)
class PlaceFilter:
    """A country or a circle."""

    country: CountryCode | None = strawberry.field(default=strawberry.UNSET, description="A whole country.")
    near: NearCity | None = strawberry.field(default=strawberry.UNSET, description="Around a city.")


@strawberry.input(description="A range of money in one currency, both ends included.")
class MoneyRange:
    """From, to, or both."""

    currency: CurrencyCode = strawberry.field(description="Currency of both ends.")
    max: Decimal | None = strawberry.field(default=None, description="Upper end, open when omitted.")
    min: Decimal | None = strawberry.field(default=None, description="Lower end, open when omitted.")


@strawberry.input(description="Conditions on people that must all hold.")
class FreelancerFilter:
    """Every condition may be left out."""

    category_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Any of these categories, at most 50."
    )
    hourly_rate: MoneyRange | None = strawberry.field(
        default=None, description="Asking rate within this range; people with another currency are left out."
    )
    min_weekly_hours: float | None = strawberry.field(default=None, description="At least this many hours a week.")
    place: PlaceFilter | None = strawberry.field(default=None, description="Where they live.")
    skills: SkillFilter | None = strawberry.field(default=None, description="Which skills.")

    def checked(self) -> PeopleFilter:
        """Returns the conditions as the domain reads them.

        Raises:
            InvalidInput: a list is too long, or a number out of its bounds.
            BadId: an id of another kind of thing.
        """
        categories = self.category_ids or []
        _at_most(len(categories), MAX_IDS, "categoryIds")
        near = (self.place.near if self.place else None) or None
        skills = self.skills or SkillFilter()
        rate = self.hourly_rate
        return PeopleFilter(
            categories=tuple(sorted({require_id(each, IdKind.CATEGORY) for each in categories})),
            currency=rate.currency if rate else "",
            min_rate=_minor(rate.min, rate.currency, decimal.ROUND_CEILING, 0, "min") if rate else 0,
            max_rate=_minor(rate.max, rate.currency, decimal.ROUND_FLOOR, EVERYTHING, "max") if rate else EVERYTHING,
            min_hours=_within(self.min_weekly_hours or 0.0, 0.0, MAX_HOURS, "minWeeklyHours"),
            country=(self.place.country if self.place else None) or "",
            city=require_id(near.city_id, IdKind.CITY) if near else "",
            metres=_within(near.km, 0.0, MAX_KM, "place", "near", "km") * 1000 if near else 0.0,
            skills_all=_names(skills.all, "all"),
            skills_any=_names(skills.any, "any"),
            min_level=int(_within(skills.min_level or 1, 1, MAX_LEVEL, "skills", "minLevel")),
        )


def _names(given: list[str] | None, field: str) -> tuple[str, ...]:
    names = given or []
    _at_most(len(names), MAX_NAMES, "skills", field)
    for name in names:
        _at_most(len(name), LONGEST_NAME, "skills", field)
    return tuple(sorted({name.strip().lower() for name in names}))


def _minor(amount: Decimal | None, currency: str, rounding: str, otherwise: int, field: str) -> int:
    """Counts an amount in minor units, into the range rather than out of it."""
    if amount is None:
        return otherwise
    units = amount.scaleb(money.exponent(currency)).to_integral_value(rounding=rounding)
    return int(_within(int(units), 0, EVERYTHING, "hourlyRate", field))


def _within(value: float, least: float, most: float, *path: str) -> float:
    if math.isnan(value) or value < least:
        raise InvalidInput(f"Use at least {least:g}.", path=("filter", *path), code="TOO_SHORT", limit=int(least))
    if value > most:
        raise InvalidInput(f"Use at most {most:g}.", path=("filter", *path), code="TOO_LONG", limit=int(most))
    return value


def _at_most(count: int, most: int, *path: str) -> None:
    if count > most:
        raise InvalidInput(f"Use at most {most}.", path=("filter", *path), code="TOO_LONG", limit=most)
