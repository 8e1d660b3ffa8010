"""How lists of people are sorted, and by what they are counted."""

from dataclasses import dataclass
from enum import StrEnum


class FacetKind(StrEnum):
    """What people are counted by."""

    CATEGORY = "CATEGORY"
    CITY = "CITY"
    SKILL = "SKILL"


class OrderField(StrEnum):
    """What people are sorted by, never a score of their work."""

    CLOSENESS = "CLOSENESS"
    HOURLY_RATE = "HOURLY_RATE"
    NAME = "NAME"


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list."""

    field: OrderField = OrderField.CLOSENESS
    is_descending: bool = False
