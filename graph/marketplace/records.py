"""Track records: dated job invites and dated earnings."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from .arrays import Index, Mask, Real
from .moments import DAY, YEAR
from .people import CURRENCIES, MINOR, RATES, People

ENOUGH: Final = (10, 1_000)
"""R2's amounts: job invites and US dollars in twelve months."""

NO_INVITES: Final = (np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Records:
    """Dated facts, person after person and in order of time.

    Attributes:
        invited: Seconds from the day of generation of each job invite, shape (invites,).
        invites: How many each person has, shape (people,).
        earned: Seconds from the day of generation of each payment, shape (payments,).
        payments: How many each person has, shape (people,).
        minor: Each payment in minor units of the person's currency, shape (payments,).
    """

    invited: Index
    invites: Index
    earned: Index
    payments: Index
    minor: Index


def keep(
    people: People,
    start: int,
    stop: int,
    *,
    history: bool,
    chance: np.random.Generator,
    jobs: tuple[Index, Index] = NO_INVITES,
) -> Records:
    """Draws the track records of some people.

    Those drawn to be eligible have at least ten invites and 1,100 dollars within the last twelve months; of the
    others some lack invites and some lack earnings. With history there is a second, older year. Invites to jobs of the
    marketplace stand in the record like any other, in the place of drawn ones of the same year.

    Args:
        people: Everybody.
        start: First row to draw.
        stop: Row after the last.
        history: Whether to draw the year before the last as well.
        chance: The source of randomness.
        jobs: Rows of who was invited to jobs of the marketplace, and when.

    Returns:
        The records of the rows.
    """
    part = slice(start, stop)
    able, count = people.eligible[part], stop - start
    lacks_invites = chance.random(count) < 0.55
    most, dollars = ENOUGH
    few = np.minimum(chance.poisson(3.5, count), most - 1)
    many = most + chance.poisson(5, count)
    new = people.joined[part] > -60 * DAY
    recent = np.where(able | ~lacks_invites & ~new, many, np.where(new, few // 3, few))
    paid = np.where(able, 1 + chance.poisson(3, count), np.where(lacks_invites, chance.poisson(2, count), 1))
    paid = np.where(~able & new, 0, paid)
    older = np.where(new, 0, chance.poisson(6, count)) if history else np.zeros(count, np.int64)
    old_paid = np.where(new, 0, chance.poisson(2, count)) if history else np.zeros(count, np.int64)

    rate = people.dollars[part].repeat(paid + old_paid)
    amount: Real = rate * np.exp(chance.normal(2.9, 0.8, len(rate)))
    earned, row, is_last_year = _spread(paid, old_paid, chance)
    floor = np.zeros(len(amount))
    floor[is_last_year & able[row]] = (dollars * 1.1 / np.maximum(paid, 1))[row[is_last_year & able[row]]]
    poor = ~able & ~lacks_invites
    ceiling = np.where(poor[row] & is_last_year, dollars * 0.9, np.inf)
    amount = np.minimum(np.maximum(amount, floor), ceiling)
    unit = np.array([RATES[code] * MINOR[code] for code in CURRENCIES])[people.currency[part]]
    here = (jobs[0] >= start) & (jobs[0] < stop)
    who, when = jobs[0][here] - start, jobs[1][here]
    lately = np.bincount(who[when >= -YEAR], minlength=count)
    before = np.bincount(who[when < -YEAR], minlength=count)
    others, whose, _ = _spread(np.maximum(recent - lately, 0), np.maximum(older - before, 0), chance)
    times, people_of = np.concatenate([others, when]), np.concatenate([whose, who])
    return Records(
        invited=times[np.lexsort((times, people_of))],
        invites=np.bincount(people_of, minlength=count),
        earned=earned,
        payments=paid + old_paid,
        minor=np.maximum(np.rint(amount * unit[row]), 1).astype(np.int64),
    )


def _spread(recent: Index, older: Index, chance: np.random.Generator) -> tuple[Index, Index, Mask]:
    """Draws sorted times for each person: `recent` in the last 350 days, `older` in the year before.

    Returns:
        Seconds, the person's row of each, and whether it is of the last year.
    """
    counts = older + recent
    row = np.arange(len(counts)).repeat(counts)
    place = np.arange(len(row)) - (np.cumsum(counts) - counts).repeat(counts)
    is_last_year = place >= older[row]
    seconds = np.where(
        is_last_year,
        -chance.integers(DAY, 350 * DAY, len(row)),
        -chance.integers(370 * DAY, 720 * DAY, len(row)),
    )
    key = np.sort((row.astype(np.int64) << 27) + (seconds + (1 << 26)))
    return (key & ((1 << 27) - 1)) - (1 << 26), row, is_last_year
