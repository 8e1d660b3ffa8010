"""Values with a meaning of their own, each checked and printed in one way."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal as ExactDecimal
from typing import Any, NewType
from urllib.parse import urlsplit

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

Date = NewType("Date", date)
DateTime = NewType("DateTime", datetime)
Decimal = NewType("Decimal", ExactDecimal)
CurrencyCode = NewType("CurrencyCode", str)
CountryCode = NewType("CountryCode", str)
TimeZone = NewType("TimeZone", str)
Sequence = NewType("Sequence", int)
URL = NewType("URL", str)
EmailAddress = NewType("EmailAddress", str)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII)


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


def day(value: object) -> date:
    """Reads a year, a month and a day.

    Raises:
        ValueError: it is no such text, or no day of the calendar.
    """
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("a day is a year, a month and a day, such as 2026-01-31")
    try:
        return date.fromisoformat(value)
    except ValueError as wrong:
        raise ValueError("this is no day of the calendar") from wrong


def exact(value: object) -> ExactDecimal:
    """Reads an exact decimal number from text of at most 30 characters.

    Raises:
        ValueError: it is no such text.
    """
    if not isinstance(value, str) or not DECIMAL.fullmatch(value):
        raise ValueError("a decimal is text of digits with an optional sign and point, such as 45.50")
    return ExactDecimal(value)


LINK = re.compile(r"https?://[^\s/?#@\\]+([/?#][^\s\\]*)?", re.IGNORECASE)
MAX_LINK = 2_000
"""Longest link, in characters."""


def link(value: object) -> str:
    """Reads an address of the web, of at most 2,000 characters, that names no user.

    Raises:
        ValueError: it is no such text.
    """
    wrong = ValueError(f"a link is an http or https address of at most {MAX_LINK} characters")
    if not isinstance(value, str) or len(value) > MAX_LINK or not LINK.fullmatch(value) or not value.isprintable():
        raise wrong
    try:
        parts = urlsplit(value)
        is_named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise wrong from None
    if not is_named:
        raise wrong
    return value


PLACE = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)


def place(value: object) -> int:
    """Reads a place in a stream from text of at most fifteen digits.

    Raises:
        ValueError: it is no such text.
    """
    if not isinstance(value, str) or not PLACE.fullmatch(value):
        raise ValueError("a sequence is text of digits, exactly as it was told")
    return int(value)


def currency_code(value: object) -> str:
    """Reads three capital letters.

    Raises:
        ValueError: it is no such text.
    """
    return _capitals(value, 3)


def country_code(value: object) -> str:
    """Reads two capital letters.

    Raises:
        ValueError: it is no such text.
    """
    return _capitals(value, 2)


def _capitals(value: object, count: int) -> str:
    if not isinstance(value, str) or not re.fullmatch(rf"[A-Z]{{{count}}}", value, re.ASCII):
        raise ValueError(f"a code is {count} capital letters")
    return value


def text(value: object) -> str:
    """Reads a text whose meaning is judged where it is used.

    Raises:
        ValueError: it is no text.
    """
    if isinstance(value, str):
        return value
    raise ValueError("an address is text")


def told(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Has a value that cannot be read told to the client, for whom it is a bad value and no fault of ours."""

    def parse(value: object) -> Any:
        try:
            return read(value)
        except ValueError as wrong:
            raise GraphQLError(f"This value is not usable: {wrong}.") from wrong

    return parse


SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="A day of the calendar, such as 2026-01-31.",
        serialize=date.isoformat,
        parse_value=told(day),
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC as RFC 3339 text.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
        serialize=_rfc3339,
        parse_value=told(moment),
    ),
    Decimal: strawberry.scalar(
        name="Decimal", description="An exact decimal number as text.", serialize=str, parse_value=told(exact)
    ),
    CurrencyCode: strawberry.scalar(
        name="CurrencyCode",
        description="A currency as three capital letters of ISO 4217.",
        specified_by_url="https://www.iso.org/iso-4217-currency-codes.html",
        parse_value=told(currency_code),
    ),
    CountryCode: strawberry.scalar(
        name="CountryCode",
        description="A country as two capital letters of ISO 3166-1.",
        specified_by_url="https://www.iso.org/iso-3166-country-codes.html",
        parse_value=told(country_code),
    ),
    URL: strawberry.scalar(
        name="URL",
        description="An address of the web.",
        specified_by_url="https://url.spec.whatwg.org/",
        parse_value=told(link),
    ),
    Sequence: strawberry.scalar(
        name="Sequence",
        description="A place in the viewer's stream as opaque decimal text that only grows.",
        serialize=str,
        parse_value=told(place),
    ),
    EmailAddress: strawberry.scalar(
        name="EmailAddress",
        description="One e-mail address, international ones included.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc6531",
        serialize=str,
        parse_value=told(text),
    ),
    TimeZone: strawberry.scalar(
        name="TimeZone",
        description="A time zone name of the IANA database.",
        specified_by_url="https://www.iana.org/time-zones",
    ),
}
"""How Strawberry prints each of them."""
