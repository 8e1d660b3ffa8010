"""Counts of a list by one property of its people."""

from typing import Annotated, TypeAlias

import strawberry

from confrere.graph.errors import InvalidInput
from confrere.graph.model.people_order import FacetKind
from confrere.graph.store import Row

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .freelancers import Freelancer
from .profiles import Category, City, Country, Skill

MOST_FACETS = 50

Subject: TypeAlias = Annotated[
    Freelancer | Skill | City | Country | Category,
    strawberry.union("Subject", description="What a reason or a count is about, visible with that reason or count."),
]


@strawberry.type(description="One value and how many listed people have it, visible with the list.")
class Facet:
    """A value of a property."""

    count: int = strawberry.field(description="How many people in the list have it.")
    subject: Subject = strawberry.field(description="The skill, city or category.")

    @classmethod
    def of(cls, kind: FacetKind, row: Row) -> "Facet":
        """Shapes an entry of the ``subjects`` of a tally."""
        match kind:
            case FacetKind.SKILL:
                return cls(count=row["count"], subject=Skill.of(row))
            case FacetKind.CITY:
                return cls(count=row["count"], subject=City.of(row))
            case FacetKind.CATEGORY:
                return cls(count=row["count"], subject=Category(id=strawberry.ID(row["id"]), name=row["name"]))


def usable_limit(limit: int) -> int:
    """Returns how many values to count.

    Raises:
        InvalidInput: not from 1 to 50.
    """
    path = ("limit",)
    if limit < 1:
        raise InvalidInput("Ask for at least one value.", path=path, code="TOO_SHORT", limit=1)
    if limit > MOST_FACETS:
        raise InvalidInput(f"Ask for at most {MOST_FACETS} values.", path=path, code="TOO_LONG", limit=MOST_FACETS)
    return limit
