"""Values with a meaning of their own, each checked and printed in one way."""

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


SCALARS: dict[object, ScalarDefinition] = {
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC as RFC 3339 text.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
        serialize=_rfc3339,
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
