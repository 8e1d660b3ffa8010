"""Generates the demo marketplace as files for neo4j-admin."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from confrere.graph.names import shown_name

from . import cultures, places, trades
from .acts import DECLINED, WITHDRAWN
from .arrays import Index
from .identifiers import random_ids, text
from .moments import Offsets, midnight
from .organisations import agencies, clients
from .people import CURRENCIES, PEOPLE, People, settle
from .personas import FREELANCERS
from .profiles import profiles
from .records import keep
from .society import Society, live
from .tables import Column
from .writing import END, START, Folder, connected, events, invited, parts

SEED: Final = 20261124

Progress = Callable[[str, float], None]
"""Is told what is being done, and which share of all was done before it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was generated.

    Attributes:
        people: Freelancers.
        connections: Connections.
        events: Events of the ledger.
        waiting: Invitations that show as pending to their sender.
        rows: Rows by file.
        graph_hash: Hash of the content with times relative to the day: the same seed gives the same on any day.
        digest: Hash of the files.
    """

    people: int
    connections: int
    events: int
    waiting: int
    rows: dict[str, int]
    graph_hash: str
    digest: str


def generate(
    folder: Path,
    *,
    now: datetime,
    people: int = PEOPLE,
    seed: int = SEED,
    history: bool = True,
    progress: Progress | None = None,
) -> Summary:
    """Writes a marketplace.

    Args:
        folder: Where; its files of the same names are replaced.
        now: The day to which all times are relative, cut to the day in UTC.
        people: How many freelancers, 100 or more.
        seed: Everything random comes from it.
        history: Whether to write the ledger of two years. Without, connections have no events.
        progress: Is told how far it is.

    Returns:
        What was written. Same seed, people, history and day: same bytes.

    Raises:
        ValueError: Fewer than 100 people.
    """
    if people < 100:
        raise ValueError("A marketplace has at least 100 people, or its personas know nobody.")
    say = progress or _silent
    # One stream for each part, so that a change in one leaves the others as they were.
    chance = {name: np.random.default_rng([seed, row]) for row, name in enumerate(STREAMS)}
    out = Folder(folder, midnight(now))

    say("people", 0.0)
    lands, jobs = places.countries(), trades.read_trades()
    served = {land.code for land in lands}
    cities = [city for city in places.all_cities() if city.country in served]
    crowd = settle(people, cities, lands, jobs, chance["people"])
    ids = random_ids("FL_", people, chance["ids"], ordered=True)
    names, named = _named(crowd, lands, chance["names"])
    skilled = trades.learn(jobs, crowd.occupation, crowd.experience, chance["skills"])

    say("profiles", 0.1)
    _write_places(out, crowd, cities, lands)
    _write_trades(out, crowd, jobs, skilled, chance["ids"])
    out.write("freelancers.csv", profiles(crowd, ids, names, named, cities, jobs, skilled, chance["profiles"]))
    del skilled
    out.write("has_record.csv", ({START: _rows(part), ":END_ID(TrackRecord)": _rows(part)} for part in parts(people)))
    say("track records", 0.3)
    out.write("records.csv", _records(crowd, chance["records"], history=history))
    out.write("clients.csv", [clients(people, chance["organisations"])])
    out.write("agencies.csv", [agencies(people, chance["organisations"])])

    say("network", 0.5)
    category = jobs.category[crowd.occupation]
    society = live(crowd, category, chance["society"], history=history)
    shown = [_shown(names, named, row) for row in society.waiting.recipient.tolist()]
    say("connections", 0.7)
    _write_society(out, society, ids, shown, chance["ids"])
    say("done", 1.0)
    return _summary(out, people, society)


STREAMS: Final = ("people", "ids", "names", "skills", "profiles", "records", "organisations", "society")
"""Parts that draw from a random stream of their own; new ones go to the end."""


def _silent(_doing: str, _share: float) -> None:
    """Tells nobody."""


def _rows(part: slice) -> Index:
    """Returns the row numbers of a part."""
    return np.arange(part.start, part.stop)


def _named(
    crowd: People, lands: list[places.Country], chance: np.random.Generator
) -> tuple[cultures.Names, cultures.Named]:
    """Names everybody; personas have the names they are known by."""
    names = cultures.read_names()
    named = cultures.draw(names, lands, crowd.country, chance)
    for row, each in enumerate(FREELANCERS):
        here = np.flatnonzero(crowd.persona == row)
        start = len(names.words)
        names.words.extend([each.first, each.last])
        names.slugs.extend([each.handle, ""])
        named.given[here] = start
        named.family[here] = start + 1 if each.last else cultures.NOBODY
        named.second[here] = cultures.NOBODY
    return names, named


def _shown(names: cultures.Names, named: cultures.Named, row: int) -> str:
    """Returns one person's shown name."""
    return shown_name(names.words[named.given[row]], names.words[named.family[row]])


def _write_places(out: Folder, crowd: People, cities: list[places.City], lands: list[places.Country]) -> None:
    """Writes the countries, the cities that somebody lives in, and who lives where."""
    used = np.unique(crowd.city)
    row = {land.code: at for at, land in enumerate(lands)}
    there = [cities[at] for at in used.tolist()]
    out.write(
        "countries.csv",
        [
            {
                ":ID(Country)": np.arange(len(lands)),
                "code": [land.code for land in lands],
                "name": [land.name for land in lands],
            }
        ],
    )
    out.write("cities.csv", [city_columns(there)])
    out.write(
        "city_in.csv",
        [
            {
                ":START_ID(City)": np.arange(len(used)),
                ":END_ID(Country)": np.array([row[city.country] for city in there]),
            }
        ],
    )
    home = np.searchsorted(used, crowd.city)
    out.write("lives_in.csv", ({START: _rows(part), ":END_ID(City)": home[part]} for part in parts(len(crowd))))


def city_columns(cities: list[places.City]) -> dict[str, Column]:
    """Makes the rows of the cities' file."""
    return {
        ":ID(City)": np.arange(len(cities)),
        "id": [city.id for city in cities],
        "name": [city.name for city in cities],
        "point:point{crs:WGS-84}": [f"{{latitude:{city.latitude}, longitude:{city.longitude}}}" for city in cities],
        "timeZone": [city.time_zone for city in cities],
        "population:int": np.array([city.population for city in cities], np.int64),
    }


def _write_trades(
    out: Folder, crowd: People, jobs: trades.Trades, skilled: trades.Skilled, chance: np.random.Generator
) -> None:
    """Writes categories and skills, and who has which."""
    out.write(
        "categories.csv",
        [
            {
                ":ID(Category)": np.arange(len(jobs.categories)),
                "id": trades.ids("CA_", jobs.categories, chance),
                "name": jobs.categories,
            }
        ],
    )
    out.write(
        "skills.csv",
        [
            {
                ":ID(Skill)": np.arange(len(jobs.skills)),
                "id": trades.ids("SK_", jobs.skills, chance),
                "name": jobs.skills,
                "synonyms:string[]": jobs.synonyms,
            }
        ],
    )
    category = jobs.category[crowd.occupation]
    out.write("works_in.csv", ({START: _rows(part), ":END_ID(Category)": category[part]} for part in parts(len(crowd))))
    out.write(
        "has_skill.csv",
        (
            {START: skilled.person[part], ":END_ID(Skill)": skilled.skill[part], "level:int": skilled.level[part]}
            for part in parts(len(skilled.person))
        ),
    )


def _records(crowd: People, chance: np.random.Generator, *, history: bool) -> Iterable[dict[str, Column]]:
    """Makes the rows of the track records."""
    from .moments import joined

    for part in parts(len(crowd), 100_000):
        facts = keep(crowd, part.start, part.stop, history=history, chance=chance)
        yield {
            ":ID(TrackRecord)": _rows(part),
            "jobInvitedAt:datetime[]": Offsets(facts.invited, facts.invites),
            "earnedAt:datetime[]": Offsets(facts.earned, facts.payments),
            "earnedMinor:long[]": joined(pa.array(facts.minor).cast(pa.string()), facts.payments),
            "currency": pa.array(CURRENCIES).take(pa.array(crowd.currency[part])),
        }


def _write_society(
    out: Folder, society: Society, ids: np.ndarray, shown: list[str], chance: np.random.Generator
) -> None:
    """Writes connections, pending invitations, hidden facts and the ledger."""
    out.write("connected_to.csv", connected(society.pairs, ids, society.since, society.entry))
    invitations = random_ids("IN_", society.invitations, chance)
    waiting = society.waiting
    out.write("invited.csv", invited(waiting, ids, invitations, shown, chance))
    silent = waiting.silent.astype(np.bool_)
    out.write(
        "set_aside.csv",
        [
            {
                START: waiting.recipient[silent],
                END: waiting.sender[silent],
                "invitation": text(invitations[waiting.invitation[silent]]),
            }
        ],
    )
    a, b, times, at = _counted(society, DECLINED)
    out.write(
        "declined.csv", [{START: a, END: b, "times:int": times, "lastAt:datetime": Offsets(at)}] if len(a) else []
    )
    a, b, _, at = _counted(society, WITHDRAWN)
    out.write("withdrew.csv", [{START: a, END: b, "at:datetime": Offsets(at)}] if len(a) else [])
    out.write("events.csv", events(society.acts, ids, invitations, chance))


def _counted(society: Society, kind: int) -> tuple[Index, Index, Index, Index]:
    """Counts the acts of a kind for each ordered pair, and finds the last."""
    acts = society.acts
    here = np.flatnonzero(acts.kind == kind)
    who = np.stack([acts.a[here], acts.b[here]], axis=1)
    if not len(who):
        return (np.empty(0, np.int32),) * 4
    each, first, times = np.unique(who[::-1], axis=0, return_index=True, return_counts=True)
    return each[:, 0], each[:, 1], times, acts.at[here][::-1][first]


def _summary(out: Folder, people: int, society: Society) -> Summary:
    """Hashes everything."""
    content, files = hashlib.sha256(), hashlib.sha256()
    for name in sorted(out.digests):
        content.update(f"{name} {out.digests[name]}\n".encode())
        if out.rows[name]:
            with (out.path / name).open("rb") as file:
                files.update(f"{name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return Summary(
        people=people,
        connections=len(society.pairs),
        events=out.rows["events.csv"],
        waiting=len(society.waiting.sender),
        rows={name: count for name, count in out.rows.items() if count},
        graph_hash=content.hexdigest(),
        digest=files.hexdigest(),
    )
