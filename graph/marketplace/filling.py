"""Fills the folder: which part of the marketplace goes to which file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import numpy as np
import pyarrow as pa

from .acts import DECLINED, WITHDRAWN
from .arrays import Bytes, Index
from .identifiers import random_ids, text
from .moments import Offsets
from .people import CURRENCIES, People
from .places import City, Country
from .records import keep
from .reference import category_columns, city_columns, country_columns, skill_columns, skill_words
from .society import Society
from .tables import Column
from .texts import glued, joined, taken
from .trades import Skilled, Trades
from .writing import END, START, Folder, connected, events, invited, parts, rows


def write_places(out: Folder, crowd: People, cities: Sequence[City], lands: list[Country]) -> None:
    """Writes the countries, all of their cities, so that none tells of who lives there, and who lives where."""
    row = {land.code: at for at, land in enumerate(lands)}
    out.write("countries.csv", [country_columns({land.code: land.name for land in lands})])
    out.write("cities.csv", [city_columns(cities)])
    land = np.array([row[city.country] for city in cities])
    out.write("city_in.csv", [{":START_ID(City)": np.arange(len(cities)), ":END_ID(Country)": land}])
    out.write("lives_in.csv", ({START: rows(part), ":END_ID(City)": crowd.city[part]} for part in parts(len(crowd))))


def write_trades(
    out: Folder, crowd: People, cities: Sequence[City], jobs: Trades, skilled: Skilled, chance: np.random.Generator
) -> tuple[list[str], list[str]]:
    """Writes categories and skills, their names, and who has which.

    Returns:
        Ids of the categories and of the skills, by row.
    """
    categories, skills = category_columns(jobs.categories, chance), skill_columns(jobs.skills, jobs.synonyms, chance)
    out.write("categories.csv", [categories])
    out.write("skills.csv", [skills])
    write_skill_names(out, jobs.skills, jobs.synonyms)
    category = jobs.category[crowd.occupation]
    out.write("works_in.csv", ({START: rows(part), ":END_ID(Category)": category[part]} for part in parts(len(crowd))))
    skill_ids, city_ids = _texts(skills), [city.id for city in cities]
    out.write(
        "has_skill.csv", (_has_skill(skilled, part, crowd, skill_ids, city_ids) for part in parts(len(skilled.person)))
    )
    return _texts(categories), skill_ids


def _has_skill(
    skilled: Skilled, part: slice, crowd: People, skills: Sequence[str], cities: Sequence[str]
) -> dict[str, Column]:
    """Makes rows of HAS_SKILL, each with the key by which a skill is found in a city."""
    person, skill, level = skilled.person[part], skilled.skill[part], skilled.level[part]
    key = glued(taken(skills, skill), "|", taken(cities, crowd.city[person]), "|", pa.array(level).cast(pa.string()))
    return {START: person, ":END_ID(Skill)": skill, "level:int": level, "offerKey": key}


def _texts(columns: Mapping[str, Column]) -> list[str]:
    """Returns the ids of a table of reference."""
    return [str(each) for each in cast("list[str]", columns["id"])]


def write_skill_names(out: Folder, names: Sequence[str], synonyms: Sequence[str]) -> None:
    """Writes the words that skills are found by, and which skills they name."""
    words = skill_words(names, synonyms)
    unique = sorted({word for word, _ in words})
    number = {word: row for row, word in enumerate(unique)}
    out.write("skill_names.csv", [{":ID(SkillName)": np.arange(len(unique)), "key": unique}])
    pairs = np.array([(number[word], skill) for word, skill in words], np.int64).reshape(-1, 2)
    out.write("names.csv", [{":START_ID(SkillName)": pairs[:, 0], ":END_ID(Skill)": pairs[:, 1]}])


def write_records(
    out: Folder, crowd: People, chance: np.random.Generator, *, history: bool, jobs: tuple[Index, Index]
) -> None:
    """Writes the track records and whose they are; ``jobs`` are rows of who was invited to jobs, and when."""
    out.write("records.csv", _records(crowd, chance, history=history, jobs=jobs))
    both = ({START: rows(part), ":END_ID(TrackRecord)": rows(part)} for part in parts(len(crowd)))
    out.write("has_record.csv", both)


def _records(
    crowd: People, chance: np.random.Generator, *, history: bool, jobs: tuple[Index, Index]
) -> Iterable[dict[str, Column]]:
    """Makes the rows of the track records."""
    for part in parts(len(crowd), 100_000):
        facts = keep(crowd, part.start, part.stop, history=history, chance=chance, jobs=jobs)
        yield {
            ":ID(TrackRecord)": rows(part),
            "jobInvitedAt:datetime[]": Offsets(facts.invited, facts.invites),
            "earnedAt:datetime[]": Offsets(facts.earned, facts.payments),
            "earnedMinor:long[]": joined(pa.array(facts.minor).cast(pa.string()), facts.payments),
            "currency": taken(CURRENCIES, crowd.currency[part]),
        }


def write_society(
    out: Folder,
    society: Society,
    ids: Bytes,
    shown: list[str],
    chance: np.random.Generator,
    *,
    together: tuple[Index, Index] | None,
) -> None:
    """Writes connections, with the jobs that two did together, pending invitations, hidden facts and the ledger."""
    out.write("connected_to.csv", connected(society.pairs, ids, society.since, society.entry, together))
    invitations = random_ids("IN_", society.invitations, chance)
    waiting = society.waiting
    out.write("invited.csv", invited(waiting, ids, invitations, shown, chance))
    silent = waiting.silent
    aside = text(invitations[waiting.invitation[silent]])
    out.write("set_aside.csv", [{START: waiting.recipient[silent], END: waiting.sender[silent], "invitation": aside}])
    a, b, times, at = _counted(society, DECLINED)
    declined: dict[str, Column] = {START: a, END: b, "times:int": times, "lastAt:datetime": Offsets(at)}
    out.write("declined.csv", [declined])
    a, b, _, at = _counted(society, WITHDRAWN)
    out.write("withdrew.csv", [{START: a, END: b, "at:datetime": Offsets(at)}] if len(a) else [])
    out.write("events.csv", events(society.acts, ids, invitations, chance))


def _counted(society: Society, kind: int) -> tuple[Index, Index, Index, Index]:
    """Counts the acts of a kind for each ordered pair, and finds the last."""
    acts = society.acts
    here = np.flatnonzero(acts.kind == kind)[::-1]  # latest first, so that the first of each pair is its last
    who = np.stack([acts.a[here], acts.b[here]], axis=1)
    each, first, times = np.unique(who, axis=0, return_index=True, return_counts=True)
    return each[:, 0], each[:, 1], times, acts.at[here][first]
