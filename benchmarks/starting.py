"""What the API does in its first seconds: it reads the network into memory; and what a first start fetches.

    python -m benchmarks.starting            loading 60,000 people
    python -m benchmarks.starting --fetch    fetching Neo4j, into a folder that is removed again, too

Seconds and the CPU of this process; that of the database is not among them.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from confrere.graph.local import LTS, LocalServer
from confrere.graph.local.jars import fetched, jars_of
from confrere.graph.queries import query
from confrere.graph.store import Store
from confrere.recommendations.snapshot import Fitted, everybody
from confrere.recommendations.updating import empty, updated

from .machine import described
from .marketplace import running

HEAD = ["| what | s | CPU s |", "|---|---|---|"]


@contextmanager
def told(what: str) -> Iterator[None]:
    """Prints what something took, in a line of the table."""
    began, spent = time.perf_counter(), time.process_time()
    yield
    print(f"| {what} | {time.perf_counter() - began:.1f} | {time.process_time() - spent:.1f} |", flush=True)


async def load(server: LocalServer) -> None:
    """Loads everybody, as the API does when it starts, in its three parts."""
    async with Store.open(server.uri, auth=server.auth) as store:
        with told("everybody read from the database"):
            people = await everybody(store)
        places = await store.read(query("recommend/places"), after="")
    Fitted.of(empty())  # compiled code is found on the disk before the clock runs
    with told(f"{len(people):,} people made into arrays"):
        view = updated(empty([(each["id"], each["latitude"], each["longitude"]) for each in places]), people)
    with told("the served methods fitted"):
        Fitted.of(view)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetch", action="store_true", help="fetch Neo4j anew, too")
    print(*described(f"Neo4j {LTS.version}", ""), *HEAD, sep="\n")
    if parser.parse_args().fetch:
        with tempfile.TemporaryDirectory() as folder, told("Neo4j fetched"):
            fetched(jars_of(LTS), Path(folder) / "checked", into=Path(folder))
    with running(None) as server:
        asyncio.run(load(server))


if __name__ == "__main__":
    main()
