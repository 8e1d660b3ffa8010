"""What clients post: titles and skills of occupations, seats and hours, budgets and days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from confrere.graph.model.jobs import JobState

from .arrays import Index
from .courses import COURSES, OPEN, Course, Luck, Part, chosen, stream, waited
from .moments import DAY
from .people import CURRENCIES, MINOR, PEOPLE, RATES
from .trades import Trades, occupations, preferred
from .wording import described, titled

JOBS: Final = 20_000
"""Jobs of the default marketplace, one for three people."""

TRADES_OF_A_JOB: Final = (0.58, 0.30, 0.12)
"""How many jobs are for one occupation, for two and for three."""
OF_ONE_CATEGORY: Final = 0.6
"""Occupations beside the first of a job that are drawn from its category."""
SKILLS_OF_A_TRADE: Final = (0.40, 0.36, 0.17, 0.07)
LEVELS: Final = (0.18, 0.34, 0.33, 0.12, 0.03)
SEATS: Final = (0.87, 0.10, 0.03)
HOURS: Final = (4.0, 5.0, 8.0, 10.0, 15.0, 20.0, 30.0)
OFTEN: Final = (0.14, 0.24, 0.14, 0.24, 0.12, 0.09, 0.03)
"""How frequent each number of weekly hours is."""
WISHES: Final = 0.3
"""Jobs with a skill that is welcome and not required."""
PRIVATE: Final = 0.12
BUDGETS: Final = 0.75
PAID_IN: Final = (0.72, 0.18, 0.10)
"""How many clients pay in each of the first currencies."""
WEEKS: Final = (2, 3, 4, 6, 8, 12, 16, 26)
OWN: Final = 25
"""Jobs of the client whom one can sign in as, the first of which are for people to sign in as."""


class Line(NamedTuple):
    """A skill that a job requires, or wishes for where it has a weight."""

    skill: int
    level: int
    seats: int
    hours: float
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """A job as its client describes it, and what is to become of it.

    Attributes:
        client: Row of the client.
        title: Its title.
        description: What is to be done.
        lines: What it requires, the main skill first.
        wishes: What is welcome beside that.
        course: What is to become of it.
        posted: When it was posted, in seconds from the day of generation.
        closes: When it is given away or called off; 0 while it is open.
        ends: When it is completed or called off; 0 while it goes on.
        starts_on: First day, counted from the day of generation.
        ends_on: Last day.
        weeks: How many weeks of work it is.
        budget: Minor units and row of the currency.
        zone: Its time zone.
        is_private: Whether it may not be referred.
        guest: Row of somebody who is surely invited, or -1.
        part: What that person does.
    """

    client: int
    title: str
    description: str
    lines: tuple[Line, ...]
    wishes: tuple[Line, ...]
    course: Course
    posted: int
    closes: int
    ends: int
    starts_on: int | None
    ends_on: int | None
    weeks: int
    budget: tuple[int, int] | None
    zone: str
    is_private: bool
    guest: int = -1
    part: Part = Part.AS_IT_COMES


def post(
    people: int, trades: Trades, active: Sequence[int], zones: Sequence[str], chance: np.random.Generator
) -> list[Posting]:
    """Draws jobs, those of the client whom one can sign in as first.

    Args:
        people: Freelancers, to which the number of jobs is proportional.
        trades: Occupations and their skills.
        active: Rows of the clients who post, the first being the one to sign in as.
        zones: Time zones of cities.
        chance: The source of randomness.

    Returns:
        The jobs.
    """
    count, luck = round(people * JOBS / PEOPLE), stream(chance)
    plan = np.repeat(np.arange(len(COURSES)), np.rint(np.array([each.share for each in COURSES]) * count).astype(int))
    courses = chance.permutation(np.resize(plan, count)).tolist()
    weight = chance.pareto(1.4, len(active)) + 0.2
    weight[0] = 0
    clients = chance.choice(np.array(active), count, p=weight / weight.sum())
    clients[: min(OWN, count // 10)] = active[0]
    sizes = 1 + np.searchsorted(np.cumsum(TRADES_OF_A_JOB)[:-1], chance.random(count), side="right")
    slots = _trades(trades, sizes, chance)
    skills = preferred(trades, slots, len(SKILLS_OF_A_TRADE) + 1, chance).tolist()
    made: list[Posting] = []
    first, rows = 0, slots.tolist()
    for size, course, client in zip(sizes.tolist(), courses, clients.tolist(), strict=True):
        for_whom = list(dict.fromkeys(rows[first : first + size]))
        lines, wishes = _lines(skills[first : first + size], luck)
        zone = zones[int(luck() ** 2 * len(zones))]
        made.append(_posting(client, COURSES[course], trades, for_whom, lines, wishes, zone, luck))
        first += size
    return made


def _trades(trades: Trades, sizes: Index, chance: np.random.Generator) -> Index:
    """Draws the occupations of all jobs, one job after the other: beside the first rather others of its category."""
    drawn = occupations(trades, int(sizes.sum()), chance)
    starts = np.cumsum(sizes) - sizes
    first = drawn[starts].repeat(sizes)
    akin = trades.weight * (trades.category[:, None] == trades.category)
    edges = np.cumsum(akin, axis=1) / akin.sum(axis=1)[:, None]
    beside = (edges[first] < chance.random(len(first))[:, None]).sum(axis=1)
    alike = chance.random(len(drawn)) < OF_ONE_CATEGORY
    alike[starts] = False
    return np.where(alike, beside, drawn).astype(np.int16)


def for_guest(
    guest: int,
    part: Part,
    lines: Sequence[Line],
    *,
    joined: int,
    client: int,
    trades: Trades,
    trade: int,
    zone: str,
    luck: Luck,
) -> Posting:
    """Draws an open job of a client for somebody to sign in as, some hours or days old, but younger than they are."""
    made = _posting(client, OPEN, trades, [trade], tuple(lines), (), zone, luck)
    posted = -int((0.3 + (0.5 if part is Part.WAITS else 9.0) * luck()) * DAY)
    posted = max(posted, int(0.9 * joined))
    starts_on = 3 + int(luck() * 10)
    return replace(
        made,
        posted=posted,
        starts_on=starts_on,
        ends_on=starts_on + 7 * made.weeks,
        is_private=False,
        guest=guest,
        part=part,
    )


def _lines(skills: list[list[int]], luck: Luck) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Draws what a job requires, skill by skill of each occupation, and what is welcome."""
    lines: dict[int, Line] = {}
    for of_trade in skills:
        for skill in of_trade[: 1 + chosen(SKILLS_OF_A_TRADE, luck)]:
            if skill >= 0 and skill not in lines:
                level, seats = 1 + chosen(LEVELS, luck), 1 + chosen(SEATS, luck)
                lines[skill] = Line(skill, level, seats, HOURS[chosen(OFTEN, luck)])
    wish = skills[0][-1]
    if luck() > WISHES or wish < 0 or wish in lines:
        return tuple(lines.values()), ()
    return tuple(lines.values()), (Line(wish, 1 + chosen(LEVELS, luck), 1, 5.0, 1.0 + int(luck() * 3)),)


def _posting(
    client: int,
    course: Course,
    trades: Trades,
    for_whom: list[int],
    lines: tuple[Line, ...],
    wishes: tuple[Line, ...],
    zone: str,
    luck: Luck,
) -> Posting:
    """Puts a job together."""
    posted, closes, ends = _moments(course, luck)
    weeks = WEEKS[int(luck() * len(WEEKS))]
    starts_on = posted // DAY + 3 + int(luck() * 25)
    if course.hires:
        starts_on = closes // DAY + 1 + int(luck() * 6)
    ends_on = starts_on + 7 * weeks
    if course.hires and ends:
        ends_on = max(starts_on, ends // DAY)
        weeks = max(1, (ends_on - starts_on) // 7)
    elif course.state is JobState.FILLED:
        ends_on = max(ends_on, 1 + int(luck() * 60))
    has_start, has_end = luck() < 0.9, luck() < 0.8
    names = [trades.titles[each] for each in for_whom]
    words = [trades.skills[each.skill] for each in lines]
    return Posting(
        client=client,
        title=titled(names, words, luck),
        description=described(names, words, weeks, luck),
        lines=lines,
        wishes=wishes,
        course=course,
        posted=posted,
        closes=closes,
        ends=ends,
        starts_on=starts_on if has_start else None,
        ends_on=ends_on if has_start and has_end else None,
        weeks=weeks,
        budget=_budget(lines, weeks, float(np.mean(trades.rate[for_whom])), luck),
        zone=zone,
        is_private=luck() < PRIVATE,
    )


def _moments(course: Course, luck: Luck) -> tuple[int, int, int]:
    """Draws when a job was posted, closed and ended, all before now."""
    age = course.newest + (course.oldest - course.newest) * luck() ** 1.3
    posted = -int(age * DAY)
    if course.state is JobState.OPEN:
        return posted, 0, 0
    if not course.hires:
        closes = posted + int(min(3 + waited(18, luck), age * 0.9) * DAY)
        return posted, closes, closes
    closes = posted + int(min(2 + waited(8, luck), age * 0.5) * DAY)
    if course.state is JobState.FILLED:
        return posted, closes, 0
    return posted, closes, closes + int(min(7 * DAY + waited(50, luck) * DAY, -closes * 0.9))


def _budget(lines: tuple[Line, ...], weeks: int, rate: float, luck: Luck) -> tuple[int, int] | None:
    """Draws what a job may cost in all, rounded to fifties of its currency."""
    if luck() > BUDGETS:
        return None
    currency = chosen(PAID_IN, luck)
    code = CURRENCIES[currency]
    dollars = rate * sum(each.seats * each.hours for each in lines) * weeks * (0.7 + 0.9 * luck())
    return max(1, round(dollars * RATES[code] / 50)) * 50 * MINOR[code], currency
