"""The columns of the freelancers' file: names, handles, headlines and the rest."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from confrere.graph.names import initial, search_initial, words

from .arrays import Bytes, Index
from .cultures import NOBODY, Named, Names
from .identifiers import text
from .listed import network_ids
from .moments import Offsets
from .network import Pairs
from .offers import Offers, rate_keys
from .people import CURRENCIES, SEGMENTS, People
from .personas import FREELANCERS
from .places import City
from .tables import Column
from .texts import Words, either, glued, lowered, taken, unless
from .trades import Trades
from .writing import parts

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
    given, family = taken(names.slugs, named.given), taken(names.slugs, named.family)
    both = either(named.family == NOBODY, given, glued(given, "-", family))
    numbered = either(rank == 1, both, glued(both, "-", pa.array(rank).cast(pa.string())))
    own = [each.handle for each in FREELANCERS]
    return either(persona >= 0, taken(own, np.maximum(persona, 0)), numbered)


def profiles(
    people: People,
    ids: Bytes,
    names: Names,
    named: Named,
    cities: Sequence[City],
    trades: Trades,
    offers: Offers,
    pairs: Pairs,
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
        offers: Who has which skill, and the ids of skills and categories.
        pairs: Who is connected.
        chance: The source of randomness.

    Yields:
        Columns by header, for some people at a time.
    """
    unique = handles(names, named, people.persona)
    search = [" ".join(words(word)) for word in names.words]
    first_letters = [search_initial(word) for word in names.words]
    letters = [f" {initial(word)}." if word else "" for word in names.words]
    zones = [city.time_zone for city in cities]
    homes, lands = [city.id for city in cities], [city.country for city in cities]
    groups = [
        ";".join(name for bit, name in enumerate(SEGMENTS) if value >> bit & 1) for value in range(1 << len(SEGMENTS))
    ]
    luck = chance.random((2, len(people)), dtype=np.float32)
    style = chance.integers(0, len(HEADLINES), len(people), dtype=np.int8)
    style = np.where((style == SENIOR) & (people.experience < 0.6), 0, style)
    for part in parts(len(people), PART):
        some = Named(named.given[part], named.family[part], named.second[part])
        handle = unique[part]
        own, searched = text(ids[part]), _searched(search, first_letters, some)
        mail = glued(handle, taken(DOMAINS, np.searchsorted([0.6, 0.8, 0.98], luck[0, part])))
        mail = unless(luck[1, part] < 0.03, mail)
        score = people.score[part]
        yield {
            ":ID(Freelancer)": np.arange(part.start, part.stop),
            "id": own,
            "handle": handle,
            "firstName": taken(names.words, some.given),
            "lastName": _last(names.words, some),
            "name": glued(taken(names.words, some.given), taken(letters, some.family)),
            "searchName": searched,
            "nameKey": glued(searched, "\t", own),
            "rateKey": glued(rate_keys(people, part), "\t", searched, "\t", own),
            "skillLevels:string[]": offers.skill_levels(part),
            "categoryIds:string[]": offers.category(trades, people.occupation[part]),
            "networkIds:string[]": network_ids(pairs, ids, part),
            "initialKey": _by_initial(search, first_letters, some),
            "email": mail,
            "emailKey": lowered(mail),
            "visibility": taken(["PUBLIC", "PRIVATE"], people.private[part].astype(np.int8)),
            "status": taken(["ACTIVE", "DEACTIVATED"], people.deactivated[part].astype(np.int8)),
            "headline": _headlines(trades, people.occupation[part], offers.skilled.main[part], style[part]),
            "hourlyRate:int": people.rate[part],
            "currency": taken(CURRENCIES, people.currency[part]),
            "weeklyHours:float": people.hours[part],
            "timeZone": taken(zones, people.city[part]),
            "cityId": taken(homes, people.city[part]),
            "countryCode": taken(lands, people.city[part]),
            "jobSuccessScore:int": pa.array(score, mask=score < 0),
            "topRatedWeeks:int": people.weeks[part],
            "segments:string[]": taken(groups, people.segments[part]),
            "inTestGroup:boolean": pa.array(people.in_test[part]),
            "joinedAt:datetime": Offsets(people.joined[part]),
        }


def _last(words: list[str], named: Named) -> Words:
    """Returns last names: none, one family's, or two families'."""
    family = taken(words, named.family)
    two = (named.second != NOBODY) & (named.family != NOBODY)
    return either(two, glued(family, " ", taken(words, named.second)), family)


def _searched(names: list[str], letters: list[str], named: Named) -> Words:
    """Returns shown names as search reads them."""
    given = taken(names, named.given)
    return either(named.family == NOBODY, given, glued(given, " ", taken(letters, named.family)))


def _by_initial(names: list[str], letters: list[str], named: Named) -> Words:
    """Returns the same with the initial first; nothing without a last name."""
    both = glued(taken(letters, named.family), " ", taken(names, named.given), " ")
    return unless(named.family == NOBODY, both)


def _headlines(trades: Trades, occupation: Index, main: Index, style: Index) -> Words:
    """Writes a line about each person from their title and their first two skills."""
    small = [title[0].lower() + title[1:] if title[1].islower() else title for title in trades.titles]
    title = occupation + np.where([head[1] for head in HEADLINES], len(small), 0)[style]
    return glued(
        taken([head[0] for head in HEADLINES], style),
        taken(trades.titles + small, title),
        taken([head[2] for head in HEADLINES], style),
        taken(trades.skills, main[:, 0]),
        taken([head[3] for head in HEADLINES], style),
        taken(trades.skills, main[:, 1]),
    )
