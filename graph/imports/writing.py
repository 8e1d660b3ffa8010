"""Writes an imported network as the same kind of files as the demo marketplace."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import cast

import numpy as np
import pyarrow as pa

from confrere.graph.marketplace.acts import IMPORT, IMPORTED, NONE, Acts
from confrere.graph.marketplace.arrays import Bytes, Index
from confrere.graph.marketplace.filling import write_skill_names
from confrere.graph.marketplace.listed import network_ids
from confrere.graph.marketplace.moments import Offsets
from confrere.graph.marketplace.places import country_names
from confrere.graph.marketplace.profiles import PART
from confrere.graph.marketplace.reference import (
    category_columns,
    city_columns,
    country_columns,
    skill_columns,
)
from confrere.graph.marketplace.tables import Column
from confrere.graph.marketplace.writing import START, Folder, connected, events, parts
from confrere.graph.model.money import rate_key
from confrere.graph.model.people_filter import offer_key
from confrere.graph.names import email_key, initial_key, name_key, search_name, shown_name

from .network import Network
from .people import Person
from .values import Known


def write_import_files(network: Network, folder: Path, now: datetime) -> dict[str, int]:
    """Writes the files that neo4j-admin imports.

    Every connection has a CONNECTION_IMPORTED event at its `since`, which is `now` where the file did not say.
    Who has no date of joining joined with their first connection, or now.

    Args:
        network: What was read.
        folder: Where; its files of the same names are replaced.
        now: The time of the import.

    Returns:
        Rows by file.
    """
    out, people, known = Folder(folder, 0), network.people, Known()
    present = int(now.timestamp())
    since = np.where(network.since < 0, present, network.since)
    ids = np.frombuffer("".join(person.id for person in people).encode(), np.uint8).reshape(len(people), -1)
    content = hashlib.sha256(ids.tobytes() + since.tobytes())
    chance = np.random.default_rng(int.from_bytes(content.digest()[:8]))
    _write_places(out, people, known)
    skill_ids = _write_trades(out, people, known, chance)
    joined = np.full(len(people), present, np.int64)
    np.minimum.at(joined, network.pairs.low, since)
    np.minimum.at(joined, network.pairs.high, since)
    out.write("freelancers.csv", _profiles(network, ids, joined, known, skill_ids))
    out.write("records.csv", _records(people))
    out.write("has_record.csv", ({START: rows, ":END_ID(TrackRecord)": rows} for rows in _rows(len(people))))
    via = np.full(len(since), IMPORT, np.int8)
    out.write("connected_to.csv", connected(network.pairs, ids, since, via))
    out.write("events.csv", events(_imported(network, since), ids, np.empty((0, 0), np.uint8), chance))
    return {name: rows for name, rows in out.rows.items() if rows}


def _rows(count: int) -> Iterable[Index]:
    """Numbers rows, part after part."""
    return (np.arange(part.start, part.stop) for part in parts(count))


def _imported(network: Network, since: Index) -> Acts:
    """Makes the ledger of an import."""
    count = len(since)
    absent = np.full(count, NONE, np.int32)
    order = np.argsort(since, kind="stable")
    return Acts(
        kind=np.full(count, IMPORTED, np.int8),
        at=since[order],
        a=network.pairs.low[order],
        b=network.pairs.high[order],
        invitation=absent,
        entry=np.full(count, IMPORT, np.int8),
        steps=absent,
    )


def _profiles(
    network: Network, ids: Bytes, joined: Index, known: Known, skill_ids: dict[str, str]
) -> Iterable[dict[str, Column]]:
    """Makes the rows of the freelancers' file; what the import cannot know is absent."""
    people = network.people
    for part in parts(len(people), PART):
        some = people[part]
        when = [joined[part.start + at] if each.joined is None else each.joined for at, each in enumerate(some)]
        yield {
            ":ID(Freelancer)": np.arange(part.start, part.stop),
            "id": [each.id for each in some],
            "handle": [each.handle for each in some],
            "firstName": [each.first for each in some],
            "lastName": [each.last for each in some],
            "name": [shown_name(each.first, each.last) for each in some],
            "searchName": [search_name(each.first, each.last) for each in some],
            "nameKey": [name_key(each.first, each.last, each.id) for each in some],
            "rateKey": [_rate_key(each) for each in some],
            "skillLevels:string[]": [_skill_levels(each, skill_ids) for each in some],
            "networkIds:string[]": network_ids(network.pairs, ids, part),
            "initialKey": pa.array([initial_key(each.first, each.last) or None for each in some], pa.string()),
            "email": pa.array([each.email for each in some], pa.string()),
            "emailKey": pa.array([each.email and email_key(each.email) for each in some], pa.string()),
            "visibility": ["PRIVATE" if each.private else "PUBLIC" for each in some],
            "status": ["ACTIVE"] * len(some),
            "headline": [each.headline for each in some],
            "hourlyRate:int": pa.array([each.rate for each in some], pa.int32()),
            "currency": pa.array([each.currency for each in some], pa.string()),
            "timeZone": ["UTC" if each.city is None else known.cities[each.city].time_zone for each in some],
            "cityId": _of_cities(some, [city.id for city in known.cities]),
            "countryCode": _of_cities(some, [city.country for city in known.cities]),
            "topRatedWeeks:int": np.zeros(len(some), np.int8),
            "inTestGroup:boolean": pa.array([False] * len(some)),
            "joinedAt:datetime": Offsets(np.array(when, np.int64)),
        }


def _rate_key(person: Person) -> str:
    """Returns what lists by rate are sorted by."""
    return f"{rate_key(person.rate, person.currency)}\t{name_key(person.first, person.last, person.id)}"


def _skill_levels(person: Person, ids: dict[str, str]) -> str:
    """Writes a person's skills on the person, in order."""
    return ";".join(sorted(f"{ids[skill]}:{level}" for skill, level in person.skills.items()))


def _of_cities(people: list[Person], words: list[str]) -> Column:
    """Takes a word for each person by the row of their city, none without a city."""
    return pa.array([None if each.city is None else words[each.city] for each in people], pa.string())


def _records(people: list[Person]) -> Iterable[dict[str, Column]]:
    """Makes the rows of the track records: nothing yet."""
    for part in parts(len(people)):
        yield {
            ":ID(TrackRecord)": np.arange(part.start, part.stop),
            "currency": [each.currency or "USD" for each in people[part]],
        }


def _write_places(out: Folder, people: list[Person], known: Known) -> None:
    """Writes every country and city, so that none tells of who lives there, and who lives where."""
    names = country_names()
    land = {code: row for row, code in enumerate(names)}
    homes = [(row, each.city) for row, each in enumerate(people) if each.city is not None]
    out.write("countries.csv", [country_columns(names)])
    out.write("cities.csv", [city_columns(known.cities)])
    in_land = np.array([land[city.country] for city in known.cities])
    out.write("city_in.csv", [{":START_ID(City)": np.arange(len(in_land)), ":END_ID(Country)": in_land}])
    if homes:
        both = np.array(homes)
        out.write("lives_in.csv", [{START: both[:, 0], ":END_ID(City)": both[:, 1]}])


def _write_trades(out: Folder, people: list[Person], known: Known, chance: np.random.Generator) -> dict[str, str]:
    """Writes the shipped skills and categories, the skills that only these people have, and who has which.

    Returns:
        Ids of the skills by name.
    """
    trades = known.trades
    own = sorted({skill for each in people for skill in each.skills} - set(trades.skills))
    skills = [*trades.skills, *own]
    row = {skill: number for number, skill in enumerate(skills)}
    out.write("categories.csv", [category_columns(trades.categories, chance)])
    others = [*trades.synonyms, *("" for _ in own)]
    columns = skill_columns(skills, others, chance)
    out.write("skills.csv", [columns])
    write_skill_names(out, skills, others)
    ids = dict(zip(skills, cast("list[str]", columns["id"]), strict=True))
    has = [(person, row[skill], level) for person, each in enumerate(people) for skill, level in each.skills.items()]
    if has:
        table = np.array(has)
        homes = (None if each.city is None else known.cities[each.city].id for each in people for _ in each.skills)
        keys = [
            None if home is None else offer_key(ids[skills[skill]], home, level)
            for home, (_, skill, level) in zip(homes, has, strict=True)
        ]
        ends: dict[str, Column] = {START: table[:, 0], ":END_ID(Skill)": table[:, 1]}
        out.write("has_skill.csv", [ends | {"level:int": table[:, 2], "offerKey": pa.array(keys, pa.string())}])
    return ids
