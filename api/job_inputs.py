"""What callers say of jobs, checked and bounded before anything is read."""

from datetime import date, datetime
from functools import cache
from zoneinfo import available_timezones

import strawberry

from confrere.graph.errors import InvalidInput
from confrere.graph.jobs import Line, NewJob, Offer

from .inputs import KEY, usable_text
from .scalars import Date, TimeZone
from .team_inputs import MoneyInput, RequirementInput, minor_units, usable_hours, usable_requirements

MOST_TITLE = 200
MOST_DESCRIPTION = 10_000


@strawberry.input(description="What postJob takes from the viewer.")
class PostJobInput:
    """A job as its client describes it."""

    title: str = strawberry.field(description="Its title of 1 to 200 characters.")
    description: str = strawberry.field(description="What is to be done, 1 to 10000 characters.")
    time_zone: TimeZone = strawberry.field(description="Where its working day lies.")
    requirements: list[RequirementInput] = strawberry.field(description="Skills it needs, 1 to 50.")
    budget: MoneyInput | None = strawberry.field(default=None, description="Most it may cost.")
    starts_on: Date | None = strawberry.field(default=None, description="First day.")
    ends_on: Date | None = strawberry.field(default=None, description="Last day.")
    is_private: bool = strawberry.field(default=False, description="Whether it may not be referred.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="What one person gives and gets.")
class TermsInput:
    """Terms as they are offered."""

    weekly_hours: float = strawberry.field(description="Hours a week, with two decimals at most.")
    description: str | None = strawberry.field(default=None, description="What the person will do.")
    price: MoneyInput | None = strawberry.field(
        default=None, description="Fixed price for the whole; leave out in a collaboration."
    )


def usable_job(given: PostJobInput, now: datetime) -> NewJob:
    """Returns a job to post.

    Raises:
        InvalidInput: a text, a skill, an amount, a time zone or a day that is not usable.
    """
    path = ("input",)
    needs, wishes = usable_requirements(given.requirements, (*path, "requirements"))
    seats = {each.skill_id: each for each in given.requirements}
    lines = [Line(each.skill, each.level, each.seats, each.hours) for each in needs] + [
        Line(
            each.skill,
            each.level,
            1,
            usable_hours(seats[strawberry.ID(each.skill)].weekly_hours, (*path, "requirements", "weeklyHours")),
            each.weight,
        )
        for each in wishes
    ]
    _usable_days(given.starts_on, given.ends_on, now.date())
    if given.time_zone not in _zones():
        raise InvalidInput("Use a time zone such as Europe/Lisbon.", path=(*path, "timeZone"))
    budget = given.budget
    return NewJob(
        title=usable_text(given.title, what="title", path=(*path, "title"), least=1, most=MOST_TITLE),
        description=usable_text(
            given.description, what="description", path=(*path, "description"), least=1, most=MOST_DESCRIPTION
        ),
        time_zone=given.time_zone,
        requirements=tuple(lines),
        is_private=given.is_private,
        budget_minor=minor_units(budget, (*path, "budget")) if budget else None,
        currency=budget.currency if budget else None,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )


def usable_terms(given: TermsInput, path: tuple[str, ...]) -> Offer:
    """Returns what somebody promises, in a proposal or in a team.

    Raises:
        InvalidInput: hours, an amount or a text that is not usable.
    """
    what = given.description or ""
    price = given.price
    return Offer(
        hours=usable_hours(given.weekly_hours, (*path, "weeklyHours")),
        description=usable_text(what, what="description", path=(*path, "description"), most=MOST_DESCRIPTION),
        price_minor=minor_units(price, (*path, "price")) if price else None,
        currency=price.currency if price else None,
    )


def _usable_days(starts: date | None, ends: date | None, today: date) -> None:
    if ends is None:
        return
    if ends < today:
        raise InvalidInput("The last day has passed. Use a later one.", path=("input", "endsOn"))
    if starts is not None and ends < starts:
        raise InvalidInput("Let the last day not come before the first.", path=("input", "endsOn"))


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
