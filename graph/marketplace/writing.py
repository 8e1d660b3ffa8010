"""Writes the files of `layout` from people, records and society."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from .acts import ENTRY_POINTS, KINDS, NONE, Acts, Waiting
from .arrays import Bytes, Index
from .identifiers import pairs as pair_texts
from .identifiers import random_ids, text
from .layout import QUOTED
from .moments import TERM, Offsets
from .network import Pairs
from .tables import Column, Table
from .texts import Words, taken, unless

PART: Final = 500_000
"""Rows written at a time, which bounds memory."""

START, END = ":START_ID(Freelancer)", ":END_ID(Freelancer)"


class Folder:
    """A folder of tables, with the hash and the rows of each."""

    def __init__(self, path: Path, midnight: int) -> None:
        """Makes the folder.

        Args:
            path: Where; created when it is missing.
            midnight: What time offsets are relative to, in seconds since 1970.
        """
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.digests: dict[str, str] = {}
        self.rows: dict[str, int] = {}
        self._midnight = midnight

    def write(self, name: str, batches: Iterable[Mapping[str, Column]]) -> None:
        """Writes one table; without rows there is no file.

        Args:
            name: One of the files of `layout`.
            batches: Columns by header, part after part.
        """
        with Table(self.path / name, self._midnight, quoted=name in QUOTED) as table:
            for columns in batches:
                table.write(columns)
            self.rows[name], self.digests[name] = table.rows, table.digest()
        if not table.rows:
            (self.path / name).unlink()


def parts(count: int, size: int = PART) -> Iterable[slice]:
    """Cuts rows into parts."""
    return (slice(start, min(start + size, count)) for start in range(0, count, size))


def rows(part: slice) -> Index:
    """Numbers the rows of a part."""
    return np.arange(part.start, part.stop)


def connected(
    pairs: Pairs, ids: Bytes, since: Index, entry: Index, together: tuple[Index, Index] | None = None
) -> Iterable[dict[str, Column]]:
    """Makes the rows of CONNECTED_TO.

    Args:
        pairs: Who is connected.
        ids: ASCII codes of the people's ids in ascending order, shape (people, width).
        since: Seconds from the day of generation, shape (pairs,).
        entry: Rows in `ENTRY_POINTS`, shape (pairs,).
        together: How many jobs the two completed in one team, and when the last was, each of shape (pairs,).

    Yields:
        Columns by header.
    """
    for part in parts(len(pairs)):
        low, high = pairs.low[part], pairs.high[part]
        work: dict[str, Column] = {}
        if together:
            jobs, last = (each[part] for each in together)
            work = {
                "jobsTogether:int": pa.array(jobs, mask=jobs == 0),
                "lastJobAt:datetime": Offsets(np.where(jobs > 0, last, 0), known=jobs > 0),
            }
        yield {
            START: low,
            END: high,
            "pair": pair_texts(ids, low, high),
            "since:datetime": Offsets(since[part]),
            "entryPoint": taken(ENTRY_POINTS, entry[part], entry[part] == NONE),
            **work,
        }


def events(acts: Acts, ids: Bytes, invitations: Bytes, chance: np.random.Generator) -> Iterable[dict[str, Column]]:
    """Makes the rows of the ledger.

    Args:
        acts: What happened, in order of time.
        ids: ASCII codes of the people's ids in ascending order, shape (people, width).
        invitations: ASCII codes of the invitations' ids, shape (invitations, width).
        chance: The source of the events' ids.

    Yields:
        Columns by header.
    """
    for part in parts(len(acts)):
        a, b, number = acts.a[part], acts.b[part], acts.invitation[part]
        own = text(random_ids("EV_", len(a), chance))
        yield {
            ":ID(Event)": np.arange(part.start, part.stop),
            "id": own,
            "kind": taken(KINDS, acts.kind[part], acts.kind[part] == NONE),
            "at:datetime": Offsets(acts.at[part]),
            "recordedAt:datetime": Offsets(acts.at[part]),
            "a": text(ids[a]),
            "b": text(ids[b]),
            "pair": pair_texts(ids, np.minimum(a, b), np.maximum(a, b)),
            "invitation": _numbered(invitations, number),
            "entryPoint": taken(ENTRY_POINTS, acts.entry[part], acts.entry[part] == NONE),
            "steps:int": pa.array(acts.steps[part], mask=acts.steps[part] == NONE),
        }


def invited(
    waiting: Waiting, ids: Bytes, invitations: Bytes, shown: list[str], chance: np.random.Generator
) -> Iterable[dict[str, Column]]:
    """Makes the rows of INVITED.

    Args:
        waiting: What shows as pending.
        ids: ASCII codes of the people's ids in ascending order, shape (people, width).
        invitations: ASCII codes of the invitations' ids, shape (invitations, width).
        shown: The recipients' shown names.
        chance: The source of the notes.

    Yields:
        Columns by header.
    """
    count = len(waiting.sender)
    note = np.where(chance.random(count) < 0.45, chance.integers(0, len(NOTES), count), NONE)
    if count:
        yield {
            START: waiting.sender,
            END: waiting.recipient,
            "id": text(invitations[waiting.invitation]),
            "pair": pair_texts(
                ids, np.minimum(waiting.sender, waiting.recipient), np.maximum(waiting.sender, waiting.recipient)
            ),
            "sentAt:datetime": Offsets(waiting.at),
            "expiresAt:datetime": Offsets(waiting.at + TERM),
            "note": taken(NOTES, note, note == NONE),
            "entryPoint": taken(ENTRY_POINTS, waiting.entry, waiting.entry == NONE),
            "steps:int": waiting.steps,
            "recipientName": shown,
        }


NOTES: Final = (
    "Hello! We worked on the same launch last spring. Shall we stay in touch?",
    "Your portfolio is great, and I often get requests in your field.",
    "I am putting together a team for a longer project; your skills would fit.",
    "A client of mine praised your work. I would like to have you in my network.",
    "We seem to be the only two in town doing this. Coffee some time?",
    "I refer jobs that I cannot take. May I think of you?",
    "Thanks for your answer in the community forum!",
    "¡Hola! Me gustaría conectar contigo.",
)
"""What people write beside an invitation."""


def _numbered(ids: Bytes, number: Index) -> Words:
    """Writes ids by their numbers; `NONE` is no id."""
    if not len(ids):
        return pa.nulls(len(number), pa.string())
    return unless(number == NONE, text(ids[number]))
