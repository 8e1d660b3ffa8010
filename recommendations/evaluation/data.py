"""Networks to evaluate on, read from the files of a folder and from nowhere else.

Any network is two files; those of `confrere import` will do:

- ``people.csv`` with ``id`` and, where known, ``skills`` (``;`` between them), ``city``, ``country``, ``category`` and
  ``joined_at`` (ISO date); other columns are left alone.
- ``connections.csv`` with ``a``, ``b`` and, where known, ``since`` (ISO date): each pair once, in either direction.

The published networks of GitHub developers (MUSAE) and DBLP authors are read from their own files.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..arrays import Mask
from ..links import Links
from ..view import UNKNOWN, NetworkView, connected
from .network_files import EPOCH, FORMAT, BadData, Line, lines


@dataclass(frozen=True, eq=False)
class Dataset:
    """A network before anything is held out.

    Attributes:
        name: what it is called in tables.
        people: everybody with what they tell, and no connection yet.
        pairs: rows of people, the lower first, each pair once and in ascending order, shape (pairs, 2).
        days: days since 1970 of each, None where not known.
    """

    name: str
    people: NetworkView
    pairs: npt.NDArray[np.int64]
    days: npt.NDArray[np.uint16] | None

    def view(self, kept: Mask | None = None) -> NetworkView:
        """Returns the network with some of the pairs; with all of them unless told."""
        which = np.ones(len(self.pairs), np.bool_) if kept is None else kept
        days = self.days[which] if self.days is not None else None
        links, since = connected(self.pairs[which], days, self.people.is_findable)
        return replace(self.people, connections=links, since=since)


def read_dataset(kind: str, folder: Path) -> Dataset:
    """Reads a network.

    Args:
        kind: ``github``, ``dblp`` or ``folder``.
        folder: where its files lie.

    Raises:
        BadData: a file is missing or holds something else.
    """
    readers = {"github": read_github, "dblp": read_dblp, "folder": read_folder}
    try:
        return readers[kind](folder)
    except FileNotFoundError as missing:
        raise BadData(f"{missing.filename} is missing. {FORMAT}") from missing
    except (KeyError, ValueError) as wrong:
        raise BadData(f"{folder} holds something that cannot be read: {wrong}. {FORMAT}") from wrong


def read_folder(folder: Path) -> Dataset:
    """Reads ``people.csv`` and ``connections.csv``, plain or compressed with gzip."""
    people, found = lines(folder, "people.csv", "id"), lines(folder, "connections.csv", "a", "b")
    known: dict[str, Line] = {}
    for each in people:
        if (before := known.setdefault(each.named("id"), each)) is not each:
            raise BadData(f"{each.place}: the id {each.text('id')!r} stands on {before.place} already.")
    joined = {key: each.day("joined_at") for key, each in known.items()}
    view = NetworkView.of(
        list(known),
        skills=[(key, skill) for key, each in known.items() for skill in _skills(each.text("skills"))],
        categories=[(key, each.text("category")) for key, each in known.items() if each.text("category")],
        cities={key: (each.text("city"), each.text("country")) for key, each in known.items() if each.text("city")},
        joined={key: day for key, day in joined.items() if day},
    )
    at = {each.decode(): row for row, each in enumerate(view.ids.tolist())}
    pairs = np.array([[_row(at, each, end) for end in ("a", "b")] for each in found], np.int64).reshape(-1, 2)
    days = [each.day("since") or 0 for each in found]
    pairs, kept = _distinct(pairs)
    return Dataset(folder.name, view, pairs, np.array(days, np.uint16)[kept] if found and all(days) else None)


def _row(at: Mapping[str, int], line: Line, end: str) -> int:
    """Returns the row of one end of a connection."""
    if (row := at.get(line.named(end))) is None:
        raise BadData(f"{line.place}: {end} {line.text(end)!r} is not the id of anybody in people.csv.")
    return row


def read_github(folder: Path) -> Dataset:
    """Reads the mutual follows of GitHub developers, whose anonymous features take the place of skills."""
    edges = _numbers(folder / "edges.csv.gz", ",", header=True)
    features = json.loads(gzip.decompress((folder / "features.json.gz").read_bytes()))
    count = len(list(_table(folder, "labels.csv")))
    have = np.array([(int(person), skill) for person, skills in features.items() for skill in skills], np.int64)
    pairs, _ = _distinct(edges)
    skills = Links.of(have[:, 0], have[:, 1], count)
    names = tuple(f"feature {number}" for number in range(int(have[:, 1].max()) + 1))
    return Dataset("github", _numbered(count, skills, names), pairs, None)


def read_dblp(folder: Path) -> Dataset:
    """Reads first collaborations of authors by year; the research field takes the place of the category."""
    table = _numbers(folder / "dblp_edgelist.tsv.gz", "\t", header=False)
    authors = np.unique(table[:, :2])
    pairs, kept = _distinct(np.searchsorted(authors, table[:, :2]))
    days = np.array([(date(int(year), 7, 1) - EPOCH).days for year in table[kept, 2]], np.uint16)
    fields = {row[0]: row[1] for row in _rows(folder / "dblp_labels.csv.gz") if row[0]}
    known = [(row, int(float(fields[str(author)]))) for row, author in enumerate(authors) if str(author) in fields]
    categories = Links.of([row for row, _ in known], [field for _, field in known], len(authors))
    view = _numbered(len(authors), Links.none(len(authors)), ())
    names = tuple(f"field {number}" for number in range(3))
    return Dataset("dblp", replace(view, categories=categories, category_ids=names), pairs, days)


def _numbered(count: int, skills: Links, names: tuple[str, ...]) -> NetworkView:
    unknown = np.full(count, UNKNOWN, np.int32)
    return NetworkView(
        ids=np.array([f"{number:06d}".encode() for number in range(count)], np.bytes_),
        connections=Links.none(count),
        since=None,
        is_findable=np.ones(count, np.bool_),
        skills=skills,
        categories=Links.none(count),
        city=unknown,
        country=unknown,
        joined=np.zeros(count, np.int32),
        excluded=Links.none(count),
        blocked=Links.none(count),
        skill_ids=names,
    )


def _distinct(pairs: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Puts pairs in order, each once and none with oneself; also says which line each is from."""
    ordered = np.sort(pairs, axis=1)
    found, first = np.unique(ordered, axis=0, return_index=True)
    apart = found[:, 0] != found[:, 1]
    return found[apart], first[apart]


def _numbers(path: Path, separator: str, *, header: bool) -> npt.NDArray[np.int64]:
    text = io.StringIO(gzip.decompress(path.read_bytes()).decode())
    return np.loadtxt(text, delimiter=separator, skiprows=int(header), dtype=np.int64)


def _rows(path: Path) -> Iterator[list[str]]:
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return csv.reader(io.StringIO(text.decode("utf-8-sig")))


def _table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    plain = folder / name
    rows = _rows(plain if plain.exists() else folder / f"{name}.gz")
    header = next(rows, [])
    return (dict(zip(header, row, strict=True)) for row in rows if row)


def _skills(cell: str) -> list[str]:
    """Reads ``name;name`` or ``name:level;name:level``."""
    return sorted({each.partition(":")[0].strip() for each in cell.split(";") if each.strip()})
