"""Money in integer minor units beside an ISO 4217 code; thresholds are compared in US dollars."""

from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

RATES_AS_OF = "2026-01-02"
"""Day of the table below: how many US dollars one unit was worth, rounded reference rates."""

_USD_PER_UNIT = {
    "USD": Decimal(1),
    "EUR": Decimal("1.17"),
    "GBP": Decimal("1.35"),
    "INR": Decimal("0.0111"),
    "CAD": Decimal("0.73"),
    "AUD": Decimal("0.67"),
    "JPY": Decimal("0.0064"),
    "BRL": Decimal("0.18"),
    "PLN": Decimal("0.28"),
    "UAH": Decimal("0.0237"),
    "PHP": Decimal("0.017"),
    "PKR": Decimal("0.0036"),
}
_NO_RATE = 9_999_999_999
_NO_MINOR_UNIT = {"JPY", "KRW", "VND", "CLP"}


def exponent(currency: str) -> int:
    """Returns how many decimal places the currency's minor unit stands for."""
    return 0 if currency in _NO_MINOR_UNIT else 2


def amount(minor: int, currency: str) -> Decimal:
    """Returns the exact amount in whole units, with the currency's usual decimals."""
    return Decimal(minor).scaleb(-exponent(currency))


def rate_key(minor: int | None, currency: str | None) -> str:
    """Returns what rates are sorted by: US cents by the dated table, in ten digits; who asks for none comes last.

    >>> rate_key(4500, "USD"), rate_key(None, None)
    ('0000004500', '9999999999')
    """
    return f"{min(to_usd_minor(minor, currency or 'USD'), _NO_RATE):010d}" if minor is not None else str(_NO_RATE)


@lru_cache(maxsize=16_384)  # a team is sought among thousands of people, who ask for few different rates
def to_usd_minor(minor: int, currency: str) -> int:
    """Converts to US cents by the dated table; a currency without a rate counts as nothing, never as more."""
    rate = _USD_PER_UNIT.get(currency, Decimal(0))
    return int((amount(minor, currency) * rate * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def is_known(currency: str) -> bool:
    """Tells whether the table has a rate for a currency."""
    return currency in _USD_PER_UNIT
