"""What it costs to fill an empty store: the demo marketplace, and a million people without history.

    python -m benchmarks.imports             both; some minutes and 3 GB of disk
    python -m benchmarks.imports --people 2000 --no-demo

Drawing the data is told apart from importing them: the claim is about import and indexes. Memory is the most that the
importing process and its children held at once, sampled.
"""

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.marketplace import PEOPLE, generate, import_arguments
from confrere.graph.migrations import migrate

from .machine import described
from .marketplace import MOMENT

MILLION = 1_000_000
SAMPLE_SECONDS = 0.2
HEAD = (
    "| what | drawing s | import s | indexes s | import and indexes s | most memory GiB |",
    "|---|---|---|---|---|---|",
)


@dataclass
class Memory:
    """The most memory held at once."""

    most: int = 0


@contextmanager
def watched() -> Iterator[Memory]:
    """Samples the memory of this process's children while something runs."""
    memory, is_over = Memory(), threading.Event()

    def watch() -> None:
        me = psutil.Process(os.getpid())
        while not is_over.wait(SAMPLE_SECONDS):
            memory.most = max(memory.most, sum(_held(each) for each in me.children(recursive=True)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield memory
    finally:
        is_over.set()
        watcher.join()


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:  # it ended between the list and the look
        return 0


def measured(people: int, *, history: bool) -> str:
    """Draws a marketplace of this size, imports it and builds its indexes; returns a line of the table."""
    options = ServerOptions(heap="1g", page_cache="512m", bolt_port=27689, transaction_seconds=600)
    with tempfile.TemporaryDirectory() as folder:
        server = LocalServer(Path(folder) / "server", options)
        server.install()
        data = Path(folder) / "data"
        data.mkdir()
        began = time.perf_counter()
        generate(data, now=MOMENT, people=people, history=history)
        drawn = time.perf_counter()
        with watched() as memory:
            server.import_full(import_arguments(data))
        imported = time.perf_counter()
        server.start()
        try:
            started = time.perf_counter()
            migrate(server.uri, auth=server.auth)
            indexed = time.perf_counter()
        finally:
            server.stop()
    what = f"{people:,} people, {'two years of history' if history else 'no history'}"
    both = (imported - drawn) + (indexed - started)
    return (
        f"| {what} | {drawn - began:.0f} | {imported - drawn:.0f} | {indexed - started:.0f} | {both:.0f} "
        f"| {memory.most / 2**30:.2f} |"
    )


def arguments_of(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser("benchmarks.imports", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=MILLION, help="how many people to import without history")
    parser.add_argument("--no-demo", action="store_true", help="without the demo marketplace and its history")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> None:
    """Measures and prints the table, with the machine before and after."""
    arguments = arguments_of(given)
    print("\n".join(described()), "", *HEAD, sep="\n")
    if not arguments.no_demo:
        print(measured(PEOPLE, history=True), flush=True)
    print(measured(arguments.people, history=False))
    print("\n" + described()[2])


if __name__ == "__main__":
    main()
