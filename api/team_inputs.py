"""What callers ask of a team, checked and bounded before anything is read."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN
from decimal import Decimal as ExactDecimal
from math import isfinite

import strawberry

from confrere.graph.errors import InvalidInput, NotAFreelancer
from confrere.graph.model.ids import IdKind, kind_of
from confrere.graph.model.money import exponent, is_known, to_usd_minor
from confrere.recommendations.teams.problem import Limits, Need, Wish

from .nodes import ANYBODY, require_id
from .scalars import CurrencyCode, Decimal

MOST_SKILLS = 50
MOST_SEATS = 49
MOST_PEOPLE = 50
MOST_EXCLUDED = 100
MOST_HOURS = 168
ROUNDING = 1e-9
"""Within so much a number is meant that has no exact form, such as 0.1 + 0.2."""
MOST_MONEY = ExactDecimal(10**9)
MOST_WEIGHT = 1000

Path = tuple[str, ...]


@strawberry.input(description="An exact amount in one currency.")
class MoneyInput:
    """Money as it is written."""

    amount: Decimal = strawberry.field(description="How much.")
    currency: CurrencyCode = strawberry.field(description="In which currency.")


@strawberry.input(description="A skill that is needed.")
class RequirementInput:
    """One line of a job."""

    skill_id: strawberry.ID = strawberry.field(description="Which skill.")
    weekly_hours: float = strawberry.field(
        description="Hours a week for each seat, with two decimals at most; above 0 where it is required."
    )
    level: int = strawberry.field(default=1, description="Least level, 1 to 5.")
    seats: int = strawberry.field(default=1, description="How many different people.")
    weight: float | None = strawberry.field(
        default=None, description="Value of having it; leave out when it is required."
    )


@strawberry.input(description="Limits every proposed team must meet.")
class TeamConstraints:
    """What a team keeps to."""

    budget: MoneyInput | None = strawberry.field(default=None, description="Most cost a week.")
    exclude: list[strawberry.ID] | None = strawberry.field(default=None, description="People who must be out.")
    max_size: int | None = strawberry.field(default=None, description="Most people, the viewer included.")
    must_include: list[strawberry.ID] | None = strawberry.field(default=None, description="People who must be in.")
    overlap_hours: float | None = strawberry.field(
        default=None, description="Working hours a day that every two of them share."
    )


def usable_requirements(given: Sequence[RequirementInput], path: Path) -> tuple[tuple[Need, ...], tuple[Wish, ...]]:
    """Returns the seats and the wishes of a job.

    Raises:
        InvalidInput: none, too many, one skill twice, or a value out of its bounds.
    """
    if not given:
        raise InvalidInput("Name at least one skill.", path=path, code="TOO_SHORT", limit=1)
    if len(given) > MOST_SKILLS:
        raise InvalidInput(f"Name at most {MOST_SKILLS} skills.", path=path, code="TOO_LONG", limit=MOST_SKILLS)
    skills = [require_id(each.skill_id, IdKind.SKILL) for each in given]
    if len(set(skills)) < len(skills):
        raise InvalidInput("Name each skill once, with as many seats as you need.", path=path)
    needs = tuple(_need(each, path) for each in given if each.weight is None)
    wishes = tuple(_wish(each, path) for each in given if each.weight is not None)
    if not needs:
        raise InvalidInput("At least one skill must be required: leave out its weight.", path=path)
    if sum(each.seats for each in needs) > MOST_SEATS:
        raise InvalidInput(f"Ask for at most {MOST_SEATS} seats.", path=path, code="TOO_LONG", limit=MOST_SEATS)
    return needs, wishes


def _need(given: RequirementInput, path: Path) -> Need:
    within(given.level, 1, 5, (*path, "level"))
    within(given.seats, 1, MOST_SEATS, (*path, "seats"))
    hours = usable_hours(given.weekly_hours, (*path, "weeklyHours"))
    if not hours:
        raise InvalidInput(
            "A seat takes more than 0 hours a week.", path=(*path, "weeklyHours"), code="TOO_SHORT", limit=0
        )
    return Need(given.skill_id, given.level, given.seats, hours)


def _wish(given: RequirementInput, path: Path) -> Wish:
    within(given.level, 1, 5, (*path, "level"))
    weight = given.weight or 0.0
    if not isfinite(weight) or not 0.01 <= weight <= MOST_WEIGHT:
        raise InvalidInput(f"Use a weight from 0.01 to {MOST_WEIGHT}.", path=(*path, "weight"), limit=MOST_WEIGHT)
    return Wish(given.skill_id, hundredths(weight), given.level)


def usable_limits(given: TeamConstraints | None, radius: int, *, me: str) -> Limits:
    """Returns the limits of a team.

    Raises:
        InvalidInput: a value out of its bounds, somebody named twice, or in both lists.
        NotAFreelancer: a client or an agency is to be in.
    """
    path = ("constraints",)
    within(radius, 1, 2, ("radius",))
    if given is None:
        return Limits(radius=radius)
    include = usable_people(given.must_include or (), (*path, "mustInclude"), most=MOST_PEOPLE)
    exclude = usable_people(given.exclude or (), (*path, "exclude"), most=MOST_EXCLUDED)
    if me in exclude or include & exclude:
        raise InvalidInput("Nobody can be both in and out, and you are in.", path=(*path, "exclude"))
    if given.max_size is not None:
        within(given.max_size, 1, MOST_PEOPLE, (*path, "maxSize"))
    overlap = given.overlap_hours or 0.0
    if not isfinite(overlap) or not 0 <= overlap <= 24:
        raise InvalidInput("Use 0 to 24 hours.", path=(*path, "overlapHours"), limit=24)
    return Limits(
        budget=None if given.budget is None else dollars(given.budget, (*path, "budget")),
        size=given.max_size,
        overlap=round(overlap * 60),
        include=include - {me},
        exclude=exclude,
        radius=radius,
    )


def usable_people(ids: Iterable[str], path: Path, *, most: int) -> frozenset[str]:
    """Returns people named by a caller, whether or not there are such.

    Raises:
        InvalidInput: too many, or somebody twice.
        NotAFreelancer: a client or an agency.
    """
    named = [require_id(each, *ANYBODY) for each in ids]
    if len(named) > most:
        raise InvalidInput(f"Name at most {most} people.", path=path, code="TOO_LONG", limit=most)
    if len(set(named)) < len(named):
        raise InvalidInput("Name everybody once.", path=path)
    if any(kind_of(each) is not IdKind.FREELANCER for each in named):
        raise NotAFreelancer(path=path)
    return frozenset(named)


def within(value: int, least: int, most: int, path: Path) -> int:
    """Returns a number that lies within its bounds.

    Raises:
        InvalidInput: it does not.
    """
    if value < least:
        raise InvalidInput(f"Use a number from {least} to {most}.", path=path, code="TOO_SHORT", limit=least)
    if value > most:
        raise InvalidInput(f"Use a number from {least} to {most}.", path=path, code="TOO_LONG", limit=most)
    return value


def usable_hours(hours: float, path: Path) -> ExactDecimal:
    """Returns hours a week in hundredths.

    Raises:
        InvalidInput: negative, more than a week has, finer than hundredths, or no number.
    """
    if not isfinite(hours) or not 0 <= hours <= MOST_HOURS:
        raise InvalidInput(f"Use 0 to {MOST_HOURS} hours a week.", path=path, limit=MOST_HOURS)
    if abs(round(hours, 2) - hours) > ROUNDING:
        raise InvalidInput("Use hours with at most two decimals.", path=path)
    return hundredths(round(hours, 2))


def hundredths(value: float) -> ExactDecimal:
    """Returns a number cut to hundredths, as it is written."""
    return ExactDecimal(str(value)).quantize(ExactDecimal("0.01"), rounding=ROUND_DOWN)


def minor_units(given: MoneyInput, path: Path) -> int:
    """Returns an amount in minor units of its currency.

    Raises:
        InvalidInput: not above zero, too much, finer than the currency, or of a currency that is not dealt in.
    """
    if not is_known(given.currency):
        raise InvalidInput("Use a currency that is dealt in, such as USD or EUR.", path=(*path, "currency"))
    if not given.amount.is_finite() or not 0 < given.amount <= MOST_MONEY:
        raise InvalidInput(f"Use an amount above 0 and up to {MOST_MONEY}.", path=(*path, "amount"))
    minor = given.amount.scaleb(exponent(given.currency))
    if minor != minor.to_integral_value():
        raise InvalidInput("Use no more decimals than the currency has.", path=(*path, "amount"))
    return int(minor)


def dollars(given: MoneyInput, path: Path) -> ExactDecimal:
    """Returns an amount in US dollars, by the dated table of rates."""
    return ExactDecimal(to_usd_minor(minor_units(given, path), given.currency)) / 100
