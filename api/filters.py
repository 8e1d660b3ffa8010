"""Conditions on people as clients write them: each bounded and checked before it costs anything."""

import decimal
import math
import unicodedata
from collections.abc import Sequence
from enum import Enum

import strawberry

from confrere.graph.errors import InvalidInput
from confrere.graph.model import money
from confrere.graph.model.ids import IdKind
from confrere.graph.model.name_query import LONGEST_TERM
from confrere.graph.model.people_filter import EVERYTHING, PeopleFilter
from confrere.graph.model.people_order import Order, OrderField
from confrere.graph.names import skill_key

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .nodes import require_id
from .scalars import CountryCode, CurrencyCode, Decimal

MAX_NAMES = 20
MAX_IDS = 50
MOST_ORDERS = 3
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
        default=None, description="At least this level in the skills named, 1 to 5; not without any."
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
        level = _within(1 if skills.min_level is None else skills.min_level, 1, MAX_LEVEL, "skills", "minLevel")
        if skills.min_level is not None and not (skills.all or skills.any):
            raise InvalidInput("Name the skills that this level is of.", path=("filter", "skills", "minLevel"))
        rate = self.hourly_rate
        if rate and rate.min is not None and rate.max is not None and rate.min > rate.max:
            raise InvalidInput("Use a min that is not above max.", path=("filter", "hourlyRate", "min"))
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
            min_level=int(level),
        )


@strawberry.input(description="One sort key.")
class FreelancerOrder:
    """A field and a direction."""

    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which way.")
    field: OrderField = strawberry.field(description="What to sort by.")


def people_order(given: Sequence[FreelancerOrder] | None) -> Order:
    """Reads sort keys: the first decides; names may follow it, because ties are broken by them anyway.

    Raises:
        InvalidInput: too many keys, or keys that cannot be combined.
    """
    path = ("orderBy",)
    if not given:
        return Order()
    if len(given) > MOST_ORDERS:
        raise InvalidInput(f"Sort by at most {MOST_ORDERS} keys.", path=path, code="TOO_LONG", limit=MOST_ORDERS)
    first, *others = given
    if any(each.field is not OrderField.NAME or each.direction is not first.direction for each in others):
        raise InvalidInput("After the first sort key only NAME in the same direction may follow.", path=path)
    return Order(first.field, is_descending=first.direction is OrderDirection.DESC)


def usable_word(text: str, path: tuple[str, ...]) -> str:
    """Returns a word for a skill or a place as it can be looked up.

    Raises:
        InvalidInput: longer than 40 characters, or with characters that cannot be stored.
    """
    if len(text) > LONGEST_TERM:
        raise InvalidInput(
            f"Shorten this to {LONGEST_TERM} characters.", path=path, code="TOO_LONG", limit=LONGEST_TERM
        )
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
        raise InvalidInput("Remove the characters that cannot be shown.", path=path)
    return text


def _names(given: list[str] | None, field: str) -> tuple[str, ...]:
    names = given or []
    _at_most(len(names), MAX_NAMES, "skills", field)
    return tuple(sorted({skill_key(usable_word(name, ("filter", "skills", field))) for name in names}))


def _minor(amount: Decimal | None, currency: str, rounding: str, otherwise: int, field: str) -> int:
    """Counts an amount in minor units, into the range rather than out of it."""
    if amount is None:
        return otherwise
    units = amount.scaleb(money.exponent(currency)).to_integral_value(rounding=rounding)
    return int(_within(int(units), 0, EVERYTHING, "hourlyRate", field))


def _within(value: float, least: float, most: float, *path: str) -> float:
    if not math.isfinite(value) or value < least:
        raise InvalidInput(
            f"Use at least {least:g} for {path[-1]}.", path=("filter", *path), code="TOO_SHORT", limit=int(least)
        )
    if value > most:
        raise InvalidInput(
            f"Use at most {most:g} for {path[-1]}.", path=("filter", *path), code="TOO_LONG", limit=int(most)
        )
    return value


def _at_most(count: int, most: int, *path: str) -> None:
    if count > most:
        raise InvalidInput(f"Name at most {most} in {path[-1]}.", path=("filter", *path), code="TOO_LONG", limit=most)
