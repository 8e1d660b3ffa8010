"""The columns of the freelancers' file: names, handles, headlines and the rest."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from confrere.graph.names import folded, initial

from .arrays import Bytes, Index, Mask
from .cultures import NOBODY, Named, Names
from .identifiers import text
from .moments import Offsets
from .people import CURRENCIES, SEGMENTS, People
from .personas import FREELANCERS
from .places import City
from .tables import Column
from .trades import Skilled, Trades

PART: Final = 100_000
"""Rows written at a time, which bounds memory."""

DOMAINS: Final = ("@example.com", "@example.org", "@example.net", "@Example.COM")
"""Where demo people have their mail; RFC 2606 keeps these domains for examples."""

HEADLINES: Final = (
    ("", False, " · ", ", "),
    ("", False, ": ", " and "),
    ("Senior ", True, " specialising in ", " and "),
    ("Independent ", True, " working with ", " and "),
    ("Experienced ", True, ", strong in ", " and "),
    ("", False, " | ", " | "),
    ("Freelance ", True, ": ", ", "),
)
"""What stands before the title, whether the title goes on in lower case, and what stands before each skill."""

SENIOR: Final = 2
"""Row of the headline that only the experienced use."""

Words = Any
"""An Arrow array of texts; the stubs do not say which kernels return which kind."""


def handles(names: Names, named: Named, persona: Index) -> Words:
    """Makes a unique handle for each person: their names in Latin letters, and a number from the second on.

    Args:
        names: All names.
        named: Rows of names.
        persona: Row of each person's persona, or -1; personas keep the handle they are known by.

    Returns:
        Handles, one for each person.
    """
    slugs, number = np.unique(names.slugs, return_inverse=True)
    key = number[named.given].astype(np.int64) * len(slugs) + number[named.family]
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    fresh = np.concatenate([[True], ranked[1:] != ranked[:-1]])
    starts = np.flatnonzero(fresh)
    rank = np.empty(len(key), np.int32)
    rank[order] = np.arange(len(key)) - starts[np.cumsum(fresh) - 1] + 1
    words = pa.array(names.slugs)
    given, family = words.take(pa.array(named.given)), words.take(pa.array(named.family))
    both = _either(named.family == NOBODY, given, _glued(given, "-", family))
    numbered = _either(rank == 1, both, _glued(both, "-", pa.array(rank).cast(pa.string())))
    own = [each.handle for each in FREELANCERS]
    return _either(persona >= 0, pa.array(own).take(pa.array(np.maximum(persona, 0))), numbered)


def profiles(
    people: People,
    ids: Bytes,
    names: Names,
    named: Named,
    cities: list[City],
    trades: Trades,
    skilled: Skilled,
    chance: np.random.Generator,
) -> Iterator[dict[str, Column]]:
    """Makes the rows of the freelancers' file.

    Args:
        people: Everybody.
        ids: ASCII codes of their ids, shape (people, width).
        names: All names.
        named: Rows of their names.
        cities: Cities by row.
        trades: Occupations and skills by row.
        skilled: Who has which skill.
        chance: The source of randomness.

    Yields:
        Columns by header, for some people at a time.
    """
    unique = handles(names, named, people.persona)
    words = pa.array(names.words)
    search = pa.array([folded(word) for word in names.words])
    letters = pa.array([f" {initial(word)}." if word else "" for word in names.words])
    zones = pa.array([city.time_zone for city in cities])
    sets = pa.array(
        [";".join(name for bit, name in enumerate(SEGMENTS) if value >> bit & 1) for value in range(1 << len(SEGMENTS))]
    )
    luck = chance.random((2, len(people)), dtype=np.float32)
    style = chance.integers(0, len(HEADLINES), len(people), dtype=np.int8)
    style = np.where((style == SENIOR) & (people.experience < 0.6), 0, style)
    for start in range(0, len(people), PART):
        part = slice(start, min(start + PART, len(people)))
        given, family, second = (pa.array(rows[part]) for rows in (named.given, named.family, named.second))
        two, one = named.second[part] != NOBODY, named.family[part] != NOBODY
        handle = unique[part]
        mail = _glued(handle, "", pa.array(DOMAINS).take(pa.array(np.searchsorted([0.6, 0.8, 0.98], luck[0, part]))))
        mail = _unless(luck[1, part] < 0.03, mail)
        yield {
            ":ID(Freelancer)": np.arange(part.start, part.stop),
            "id": text(ids[part]),
            "handle": handle,
            "firstName": words.take(given),
            "lastName": _family(words, family, second, one & two),
            "name": _glued(words.take(given), "", letters.take(family)),
            "searchName": _either(
                one, _glued(search.take(given), " ", _family(search, family, second, one & two)), search.take(given)
            ),
            "email": mail,
            "emailKey": pc.utf8_lower(mail),
            "visibility": pa.array(["PUBLIC", "PRIVATE"]).take(pa.array(people.private[part].astype(np.int8))),
            "status": pa.array(["ACTIVE", "DEACTIVATED"]).take(pa.array(people.deactivated[part].astype(np.int8))),
            "headline": _headlines(trades, people.occupation[part], skilled.main[part], style[part]),
            "hourlyRate:int": people.rate[part],
            "currency": pa.array(CURRENCIES).take(pa.array(people.currency[part])),
            "weeklyHours:float": people.hours[part],
            "timeZone": zones.take(pa.array(people.city[part])),
            "jobSuccessScore:int": pa.array(people.score[part], mask=people.score[part] < 0),
            "topRatedWeeks:int": people.weeks[part],
            "segments:string[]": sets.take(pa.array(people.segments[part])),
            "inTestGroup:boolean": pa.array(people.in_test[part]),
            "joinedAt:datetime": Offsets(people.joined[part]),
        }


def _family(words: Words, family: Words, second: Words, two: Mask) -> Words:
    """Returns last names, of two families for some."""
    return _either(two, _glued(words.take(family), " ", words.take(second)), words.take(family))


def _headlines(trades: Trades, occupation: Index, main: Index, style: Index) -> Words:
    """Writes a line about each person from their title and their first two skills."""
    lowered = [title[0].lower() + title[1:] if title[1].islower() else title for title in trades.titles]
    titles, skills = pa.array(trades.titles + lowered), pa.array(trades.skills)
    before, small, first, then = (list(column) for column in zip(*HEADLINES, strict=True))
    title = occupation + np.where(np.array(small)[style], len(lowered), 0)
    chosen = pa.array(style)
    return pc.binary_join_element_wise(
        pa.array(before).take(chosen),
        titles.take(pa.array(title)),
        pa.array(first).take(chosen),
        skills.take(pa.array(main[:, 0])),
        pa.array(then).take(chosen),
        skills.take(pa.array(main[:, 1])),
        "",
    )


def _glued(left: Words, between: str, right: Words) -> Words:
    """Puts two columns together."""
    return pc.binary_join_element_wise(left, right, between)


def _either(which: Mask, yes: Words, no: Words) -> Words:
    """Takes from one column or the other."""
    return pc.if_else(pa.array(which), yes, no)


def _unless(which: Mask, words: Words) -> Words:
    """Empties some rows."""
    return pc.if_else(pa.array(which), pa.scalar(None, pa.string()), words)
