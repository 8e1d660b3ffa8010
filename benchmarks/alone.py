"""What a network page costs in our own Python: the API on a store that has the row ready.

    python -m benchmarks.alone [--flames FILE]

Neither HTTP server, nor driver, nor database is in it: it is the part of a page that this repository can make faster,
and steadier than a whole page where a machine has other things to do. Told is CPU, the least and the median of blocks.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from neo4j.time import DateTime
from tests.proof.worlds import ProofWorld

from confrere.api.app import create_app
from confrere.api.cursors import Cursors
from confrere.graph.queries import Query
from confrere.graph.sealing import Sealing
from confrere.graph.store import Row, Store, settled

from . import asked, flames
from .contending import token
from .machine import described
from .marketplace import MOMENT
from .served import issuer, settings

BLOCKS, REQUESTS = 30, 20
ME = "FL_0000000000000000"
NUMBERS = range(1, asked.PAGE_SIZE + 2)


def person(number: int) -> Row:
    """Returns somebody as a page file projects them where no part of a profile that stands elsewhere is asked for."""
    profile = {
        "headline": "Makes things that last",
        "hourlyRate": 4500,
        "currency": "USD",
        "weeklyHours": 30.0,
        "timeZone": "Europe/Lisbon",
        "jobSuccessScore": 96,
        "topRatedWeeks": 15,
        "city": None,
        "categories": [],
        "skills": [],
    }
    return {
        "id": f"FL_{number:016d}",
        "handle": f"person-{number}",
        "name": "Ana P.",
        "isPrivate": False,
        "profile": profile,
    }


def page() -> Row:
    """Returns a row as the driver unpacks it: nobody else has it."""
    edges = [{"at": DateTime.from_native(MOMENT), "key": each["id"], "person": each} for each in map(person, NUMBERS)]
    return {"owner": ME, "page": {"total": -1, "edges": edges}}


class Ready(Store):
    """A store that has pages ready and finds every account open."""

    pages: list[Row]

    async def _read(self, what: Query, parameters: Row) -> list[Row]:
        if what.name != "network/page":
            return [{"status": "ACTIVE"}]
        return [settled(self.pages.pop())]


async def measured(picture: Path | None, *, blocks: int = BLOCKS, requests: int = REQUESTS) -> list[str]:
    """Answers pages and returns what they cost."""
    store = Ready.open("bolt://127.0.0.1:1", auth=("nobody", "nothing"))  # it never connects
    secret = Cursors(b"a secret of the benchmarks")
    sealing = Sealing(b"a secret of the benchmarks")
    app = create_app(settings(), store=store, tokens=issuer(), cursors=secret, sealing=sealing, clock=lambda: MOMENT)
    world = ProofWorld.__new__(ProofWorld)
    world.app = app
    signed = {"Authorization": f"Bearer {token(ME)}"}

    async def block(size: int) -> float:
        store.pages = [page() for _ in range(size)]
        began = time.process_time()
        for _ in range(size):
            reply = await world.call(asked.PAGE, {"first": asked.PAGE_SIZE}, signed)
            if reply.status != 200 or reply.body.count(b'"handle"') != asked.PAGE_SIZE:
                raise RuntimeError(f"no page: {reply.body[:500]!r}")
        return (time.process_time() - began) / size * 1000

    await block(2 * requests)
    spent = [await block(requests) for _ in range(blocks)]
    what = f"page of {asked.PAGE_SIZE} edges × 8 fields"
    lines = [f"{what}: {min(spent):.2f} ms of CPU at least, median {statistics.median(spent):.2f} ms"]
    if picture:
        with tempfile.TemporaryDirectory() as folder:
            stacks = Path(folder) / "stacks"
            with flames.sampling(stacks):
                await block(blocks * requests)
            lines.append(flames.draw_file(stacks, picture, "A network page in our own Python: CPU by stack"))
    await store.close()
    return lines


def main(given: Sequence[str] | None = None) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser("benchmarks.alone", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--flames", type=Path, help="also draw a flame graph into this SVG file")
    arguments: Any = parser.parse_args(given)
    print("\n".join([*described(), "", *asyncio.run(measured(arguments.flames))]))


if __name__ == "__main__":
    main()
