"""Generates the demo marketplace as files for neo4j-admin."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, cast

import numpy as np

from confrere.graph.names import shown_name

from . import cultures, places, trades
from .filling import write_places, write_records, write_society, write_trades
from .identifiers import random_ids
from .moments import midnight
from .offers import Offers
from .organisations import agencies, clients
from .people import PEOPLE, People, settle
from .personas import FREELANCERS
from .profiles import profiles
from .records import NO_INVITES
from .society import Society, live
from .work import employ
from .work_files import WorkFiles
from .writing import Folder

SEED: Final = 20261124

Progress = Callable[[str, float], None]
"""Is told what is being done, and which share of all was done before it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was generated.

    Attributes:
        people: Freelancers.
        connections: Connections.
        jobs: Jobs, and what happened with them is among the events.
        events: Events of the ledger.
        waiting: Invitations that show as pending to their sender.
        rows: Rows by file.
        graph_hash: Hash of the content with times relative to the day: the same seed gives the same on any day.
        digest: Hash of the files.
    """

    people: int
    connections: int
    jobs: int
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
        history: Whether to write the ledger of two years. Without, connections have no events and there are no jobs.
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

    say("network", 0.1)
    society = live(crowd, jobs.category[crowd.occupation], chance["society"], history=history)
    say("profiles", 0.4)
    write_places(out, crowd, cities, lands)
    category_ids, skill_ids = write_trades(out, crowd, cities, jobs, skilled, chance["ids"])
    offers = Offers(category_ids, skill_ids, skilled)
    about = profiles(crowd, ids, names, named, cities, jobs, offers, society.pairs, chance["profiles"])
    out.write("freelancers.csv", about)
    del about

    employers = clients(people, chance["organisations"])
    out.write("clients.csv", [employers])
    out.write("agencies.csv", [agencies(people, chance["organisations"])])
    say("jobs", 0.5)
    work, together = None, None
    if history:  # what became of a job is known from its events alone
        active = [row for row, status in enumerate(cast("list[str]", employers["status"])) if status == "ACTIVE"]
        zones = [cities[row].time_zone for row in np.argsort(-np.bincount(crowd.city))[:CLIENT_CITIES].tolist()]
        work = employ(crowd, jobs, skilled, society, active, zones, chance["work"])
        together = work.together(society.pairs, society.since, people)
    del skilled, offers
    say("track records", 0.6)
    write_records(out, crowd, chance["records"], history=history, jobs=work.invites() if work else NO_INVITES)

    say("connections", 0.7)
    shown = [_shown(names, named, row) for row in society.waiting.recipient.tolist()]
    write_society(out, society, ids, shown, chance["ids"], together=together)
    if work:
        files = WorkFiles(
            work, ids=ids, clients=cast("list[str]", employers["id"]), currency=crowd.currency, chance=chance["work"]
        )
        files.write(out, skills=skill_ids, shown=lambda row: _shown(names, named, row), events=out.rows["events.csv"])
    say("done", 1.0)
    return _summary(out, people, society)


CLIENT_CITIES: Final = 40
"""Clients work in the time zones of so many of the largest places."""

STREAMS: Final = ("people", "ids", "names", "skills", "profiles", "records", "organisations", "society", "work")
"""Parts that draw from a random stream of their own; new ones go to the end."""


def _silent(_doing: str, _share: float) -> None:
    """Tells nobody."""


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
        jobs=out.rows.get("jobs.csv", 0),
        events=out.rows["events.csv"] + out.rows.get("job_events.csv", 0),
        waiting=len(society.waiting.sender),
        rows={name: count for name, count in out.rows.items() if count},
        graph_hash=content.hexdigest(),
        digest=files.hexdigest(),
    )
