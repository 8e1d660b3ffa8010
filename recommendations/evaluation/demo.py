"""The demo marketplace as a data set, drawn into a folder and read from the files Neo4j would import."""

import csv
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from confrere.graph.marketplace import SEED, generate

from ..links import Links
from ..view import UNKNOWN, NetworkView
from .data import Dataset
from .network_files import day_of

DAY = datetime(2026, 3, 1, tzinfo=UTC)
"""The day to which a marketplace is relative, so that the same command measures the same one."""


def read_demo(people: int, *, seed: int = SEED) -> Dataset:
    """Draws a marketplace and reads it.

    Args:
        people: how many freelancers, 100 or more.
        seed: which marketplace.
    """
    with tempfile.TemporaryDirectory(prefix="confrere-") as folder:
        generate(Path(folder), now=DAY, people=people, seed=seed)
        return read_marketplace(Path(folder), name=f"demo {people:,}")


def read_marketplace(folder: Path, *, name: str) -> Dataset:
    """Reads the files of a marketplace; its numbers are rows, because ids ascend with them."""
    people = _columns(folder / "freelancers.csv", "id", "visibility", "status", "joinedAt:datetime")
    count = len(people[0])
    cities = _columns(folder / "cities.csv", "id", "point:point{crs:WGS-84}")
    lands = dict(_pairs(folder / "city_in.csv"))
    city = np.full(count, UNKNOWN, np.int32)
    for person, place in _pairs(folder / "lives_in.csv"):
        city[person] = place
    land = np.array([lands.get(place, UNKNOWN) for place in range(len(cities[0]))] + [UNKNOWN], np.int32)
    skills, trades = np.array(_pairs(folder / "has_skill.csv")), np.array(_pairs(folder / "works_in.csv"))
    view = NetworkView(
        ids=np.array([each.encode() for each in people[0]], np.bytes_),
        connections=Links.none(count),
        since=None,
        is_findable=(np.array(people[1]) == "PUBLIC") & (np.array(people[2]) == "ACTIVE"),
        skills=Links.of(skills[:, 0], skills[:, 1], count),
        categories=Links.of(trades[:, 0], trades[:, 1], count),
        city=city,
        country=land[city],
        joined=np.array([day_of(each) for each in people[3]], np.int32),
        excluded=Links.none(count),
        blocked=Links.none(count),
        skill_ids=tuple(_columns(folder / "skills.csv", "id")[0]),
        category_ids=tuple(_columns(folder / "categories.csv", "id")[0]),
        city_ids=tuple(cities[0]),
        country_ids=tuple(_columns(folder / "countries.csv", "code")[0]),
        city_points=np.array([_point(each) for each in cities[1]]).reshape(-1, 2),
    )
    (since,) = _columns(folder / "connected_to.csv", "since:datetime")
    pairs = np.array(_pairs(folder / "connected_to.csv"), np.int64).reshape(-1, 2)
    return Dataset(name, view, pairs, np.array([day_of(each) for each in since], np.uint16))


def _columns(path: Path, *names: str) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        header = next(table)
        places = [header.index(name) for name in names]
        rows = list(table)
    return [[row[place] for row in rows] for place in places]


def _pairs(path: Path) -> list[tuple[int, int]]:
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        next(table)
        return [(int(row[0]), int(row[1])) for row in table]


def _point(text: str) -> tuple[float, float]:
    """Reads ``{latitude:-6.17, longitude:35.74}``."""
    parts = dict(each.strip().split(":") for each in text.strip("{}").split(","))
    return float(parts["latitude"]), float(parts["longitude"])
