"""Values with a meaning of their own, each checked and printed in one way."""

import re
from datetime import UTC, datetime
from decimal import Decimal as ExactDecimal
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

DateTime = NewType("DateTime", datetime)
Decimal = NewType("Decimal", ExactDecimal)
CurrencyCode = NewType("CurrencyCode", str)
CountryCode = NewType("CountryCode", str)
TimeZone = NewType("TimeZone", str)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def moment(value: object) -> datetime:
    """Reads RFC 3339: a date, a time and a zone; what is finer than a microsecond is cut off.

    Raises:
        ValueError: it is no such text, or no moment of the calendar.
    """
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        raise ValueError("a moment is RFC 3339 text with a zone, such as 2026-01-31T12:00:00Z")
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise ValueError("this is no moment of the calendar") from wrong


SCALARS: dict[object, ScalarDefinition] = {
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC as RFC 3339 text.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
        serialize=_rfc3339,
        parse_value=moment,
    ),
    Decimal: strawberry.scalar(name="Decimal", description="An exact decimal number as text.", serialize=str),
    CurrencyCode: strawberry.scalar(
        name="CurrencyCode",
        description="A currency as three capital letters of ISO 4217.",
        specified_by_url="https://www.iso.org/iso-4217-currency-codes.html",
    ),
    CountryCode: strawberry.scalar(
        name="CountryCode",
        description="A country as two capital letters of ISO 3166-1.",
        specified_by_url="https://www.iso.org/iso-3166-country-codes.html",
    ),
    TimeZone: strawberry.scalar(
        name="TimeZone",
        description="A time zone name of the IANA database.",
        specified_by_url="https://www.iana.org/time-zones",
    ),
}
"""How Strawberry prints each of them."""
