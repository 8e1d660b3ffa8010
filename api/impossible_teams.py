"""Why there is no team: limits that cannot hold together, and what would have to give."""

from decimal import Decimal

import strawberry
from strawberry import Info

from confrere.recommendations.teams.conflicts import Limit, LimitKind

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .context import Context
from .freelancers import Freelancer, require_person
from .profiles import Skill
from .proposed_teams import Names


@strawberry.type(description="One limit on a team, visible to the viewer who asked.")
class TeamLimit:
    """A limit of the request."""

    kind: LimitKind = strawberry.field(description="Which limit.")
    sentence: str = strawberry.field(description="The limit in one sentence.")
    skill: Skill | None = strawberry.field(description="The skill it is about.")
    value: float | None = strawberry.field(description="Its value, which is the new one in a relaxation.")
    person: strawberry.Private[str | None]

    @classmethod
    def of(cls, limit: Limit, names: Names) -> "TeamLimit":
        """Shapes a limit."""
        skill = names[limit.skill] if limit.skill else None
        return cls(
            kind=limit.kind,
            sentence=_sentence(limit, skill.name if skill else ""),
            skill=skill,
            value=None if limit.value is None else float(limit.value),
            person=limit.person,
        )

    @strawberry.field(description="The person it is about.")
    async def freelancer(self, info: Info[Context, None]) -> Freelancer | None:
        """Looks them up."""
        return await require_person(info, self.person) if self.person else None


_SENTENCES = {
    LimitKind.BUDGET: "At most {value:.2f} USD a week.",
    LimitKind.EXCLUDE: "This person stays out.",
    LimitKind.HOURS: "{number} {hours} a week for each seat of {skill}.",
    LimitKind.LEVEL: "Level {number} or better in {skill}.",
    LimitKind.MUST_INCLUDE: "This person is in.",
    LimitKind.OVERLAP: "{number} working {hours} a day that every two share.",
    LimitKind.RADIUS: "People within {number} {connections}.",
    LimitKind.SEATS: "{number} {seats} of {skill}.",
    LimitKind.SIZE: "At most {number} {people}.",
}
_ONE_AND_MORE = {
    "connections": ("connection", "connections"),
    "hours": ("hour", "hours"),
    "people": ("person", "people"),
    "seats": ("seat", "seats"),
}


def _sentence(limit: Limit, skill: str) -> str:
    """Says a limit, in words that agree with its number."""
    value = limit.value or Decimal(0)
    counted = {word: one if value == 1 else more for word, (one, more) in _ONE_AND_MORE.items()}
    number = f"{value.normalize():f}" if value else "No" if limit.kind is LimitKind.SEATS else "0"
    return _SENTENCES[limit.kind].format(value=value, number=number, skill=skill, **counted)


@strawberry.type(description="Why no team of visible people exists, visible to the viewer who asked.")
class ImpossibleTeam:
    """A conflict and what would have to give."""

    conflict: list[TeamLimit] = strawberry.field(
        description="Limits that cannot hold together, none of which can be left out."
    )
    is_minimal: bool = strawberry.field(
        description="Whether it is proven that none can be left out; if not, time ran out before."
    )
    relaxation: TeamLimit | None = strawberry.field(
        description="The first of the relaxations, null when no single change makes a team possible."
    )
    relaxations: list[TeamLimit] = strawberry.field(
        description="For each limit that alone can make a team possible, its nearest value that does."
    )
