"""How fast suggestions are ranked in memory, how much memory that takes, and what others need for the same work.

    python -m benchmarks.recommend [--people 43543] [--asked 2000] [--against cypher,networkx,igraph,scipy]

Draws a marketplace of so many people, builds the view, and times each served method, the twin in Cypher and the same
method of other libraries on the same people of the same network in the same run. Nothing is fetched. The database of
the twin is imported on first use, which takes minutes, and kept; beside it the clock counts, as it works elsewhere.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from confrere.graph.marketplace import generate
from confrere.graph.queries import query
from confrere.recommendations import NetworkView, Scored, make
from confrere.recommendations.arrays import Index
from confrere.recommendations.evaluation.demo import read_marketplace
from confrere.recommendations.forgetting import Forgotten
from confrere.recommendations.joint_work import JointWork
from confrere.recommendations.snapshot import SERVED, Fitted

from .machine import described
from .marketplace import MOMENT, quiet_driver, running

ONE_LIST = 10
OTHERS = ("cypher", "networkx", "igraph", "scipy")


def drawn(people: int) -> NetworkView:
    """Draws a marketplace and reads it."""
    with tempfile.TemporaryDirectory(prefix="confrere-") as folder:
        generate(Path(folder), now=MOMENT, people=people, history=False)
        return read_marketplace(Path(folder), name="drawn").view()


def stored(thing: object) -> dict[int, int]:
    """Bytes of all arrays that something holds, by where they lie, so that what two hold counts once."""
    found: dict[int, int] = {}
    left, known = [thing], set[int]()
    while left:
        each = left.pop()
        if id(each) in known:
            continue
        known.add(id(each))
        if isinstance(each, np.ndarray):
            while isinstance(each.base, np.ndarray):
                each = each.base
            found[id(each)] = each.nbytes
        elif isinstance(each, Mapping):
            left += each.values()
        elif isinstance(each, tuple | list):
            left += [one for one in each if not isinstance(one, str)]
        elif type(each).__module__.startswith("confrere."):
            left += vars(each).values()
    return found


def megabytes(*things: object) -> float:
    """What the arrays of these take together."""
    return sum(stored(things).values()) / 1e6


def served(view: NetworkView) -> NetworkView:
    """The view as a server keeps it: without times, with joint work, and with what is calculated of it once."""
    view = replace(view, since=None, worked=view.worked or JointWork.of((), (), (), view.connections))
    for name in ("holders", "workers", "residents", "skills_by_category"):
        getattr(view, name)
    return view


def timed(ask: Callable[[int], Any], rows: list[int]) -> np.ndarray:
    """Asks for each row once, after one that does not count; wall clock and processor, in microseconds."""
    ask(rows[0])
    taken = []
    for row in rows:
        start, worked = perf_counter(), process_time()
        ask(row)
        taken.append((perf_counter() - start, process_time() - worked))
    return np.array(taken).T * 1e6


def line(what: str, taken: np.ndarray, first: np.ndarray | None = None, *, by_clock: bool = False) -> None:
    """Prints one row of the table.

    Args:
        what: is timed.
        taken: what it took.
        first: what the first of the table took, to be told beside it.
        by_clock: whether the two are compared by the clock, not by the processor.
    """
    wall, worked = taken
    p50, p99 = np.percentile(wall, [50, 99])
    busy, busy99 = np.percentile(worked, [50, 99])
    unit = 0 if by_clock else 1
    ratio = "" if first is None else f"{np.median(taken[unit]) / np.median(first[unit]):,.0f} ×"
    print(f"| {what} | {len(wall):,} | {p50:,.0f} | {p99:,.0f} | {busy:,.0f} | {busy99:,.0f} | {ratio} |", flush=True)


def by_networkx(view: NetworkView) -> Callable[[int], Any]:
    """Adamic–Adar of all strangers at two steps, the best ten."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(view)))
    once = view.connections.rows < view.connections.others
    graph.add_edges_from(zip(view.connections.rows[once].tolist(), view.connections.others[once].tolist(), strict=True))

    def ask(row: int) -> Any:
        near = {other for friend in graph[row] for other in graph[friend]} - set(graph[row]) - {row}
        found = networkx.adamic_adar_index(graph, [(row, other) for other in near])
        return sorted(found, key=lambda each: -each[2])[:ONE_LIST]

    return ask


def by_igraph(view: NetworkView) -> Callable[[int], Any]:
    """The same by inverse log-weighted similarity."""
    import igraph

    once = view.connections.rows < view.connections.others
    pairs = np.column_stack([view.connections.rows[once], view.connections.others[once]])
    graph = igraph.Graph(n=len(view), edges=pairs.tolist())

    def ask(row: int) -> Any:
        scores = np.array(graph.similarity_inverse_log_weighted(row)[0])
        scores[view.barred(row)] = 0
        return np.argpartition(-scores, ONE_LIST)[:ONE_LIST]

    return ask


def by_scipy(view: NetworkView) -> Callable[[int], Any]:
    """The same as a product of sparse matrices, one row at a time."""
    from scipy import sparse

    links = view.connections
    ties = sparse.csr_array((np.ones(len(links.others)), links.others, links.starts), shape=(len(view), len(view)))
    weighted = ties.multiply((1 / np.log(np.maximum(view.degrees, 2)))[:, None]).tocsr()

    def ask(row: int) -> Any:
        product = ties[[row]] @ weighted
        scores = np.zeros(len(view))
        scores[product.indices] = product.data
        scores[view.barred(row)] = 0
        return np.argpartition(-scores, ONE_LIST)[:ONE_LIST]

    return ask


def by_cypher(view: NetworkView, stack: ExitStack) -> Callable[[int], Any]:
    """The twin, asked of a database of its own over Bolt, one read at a time."""
    server = stack.enter_context(running(len(view)))
    driver = stack.enter_context(quiet_driver(server))
    session = stack.enter_context(driver.session())
    windows = {"now": MOMENT, "dismissedSince": MOMENT - timedelta(days=180), "weighing": "ADAMIC"}

    def ask(row: int) -> Any:
        told = windows | {"me": view.id(row), "limit": ONE_LIST}
        return list(session.run(query("recommend/shared_connections").text, told))  # pyright: ignore[reportArgumentType]  # a file of ours

    return ask


def blocks(name: str, view: NetworkView, rows: list[int], few: list[int]) -> None:
    """What one list costs as it is served, to whoever knows of no block and to whoever knows of one.

    Beside it what fitting a method for the second alone costs, which tells them apart.
    """
    method = make(name)
    assert isinstance(method, Scored)
    method.fit(view)
    nobody, one = np.empty(0, np.int32), np.array([int(np.argmax(view.is_findable))], np.int32)

    def asks(gone: Index) -> Callable[[int], Any]:
        return lambda row: method.forgetting(Forgotten.of(view, gone)).ranked(row, ONE_LIST)

    def anew(row: int) -> Any:
        return method.without(one).ranked(row, ONE_LIST)

    alike = timed(asks(nobody), rows)
    line(f"`{name}` for somebody who knows of no block", alike, None)
    line(f"`{name}` for somebody who knows of one", timed(asks(one), rows), alike)
    line(f"`{name}` fitted anew for them", timed(anew, few), alike)


def main() -> None:
    """Measures and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=43_543)
    asked.add_argument("--asked", type=int, default=2000)
    asked.add_argument("--against", default=",".join(OTHERS))
    given = asked.parse_args()
    view = served(drawn(given.people))
    rows = np.random.default_rng(1).choice(len(view), min(given.asked, len(view)), replace=False).tolist()
    print("\n".join(described()))
    print(f"{len(view):,} people, {int(view.degrees.sum()) // 2:,} connections")
    memory = Fitted.of(view)
    both, alone = megabytes(memory), megabytes(view) - view.degrees.nbytes / 1e6
    print(f"The view takes {alone:,.1f} MB; with weights and scratch of the served methods {both:,.1f} MB.\n")
    del memory
    print("| top ten of one person | asked | p50 µs | p99 µs | processor p50 µs | processor p99 µs | to the first |")
    print("|---|---|---|---|---|---|---|")
    first = None
    for name in ("adamic_adar", "adamic_adar_skills", *(each for each in SERVED.values() if each != "adamic_adar")):
        start = perf_counter()
        method = make(name)
        assert isinstance(method, Scored)
        method.fit(view)
        fitted = perf_counter() - start
        taken = timed(lambda row, method=method: method.ranked(row, ONE_LIST), rows)
        line(f"`{name}`, fitted in {fitted:.2f} s", taken, first)
        first = taken if first is None else first
    few = rows[: max(1, len(rows) // 10)]
    for name in SERVED.values():
        blocks(name, view, rows, few)
    with ExitStack() as stack:
        makers: dict[str, Callable[[NetworkView], Callable[[int], Any]]] = {
            "cypher": lambda view: by_cypher(view, stack),
            "networkx": by_networkx,
            "igraph": by_igraph,
            "scipy": by_scipy,
        }
        for name in [each for each in given.against.split(",") if each]:
            line(f"Adamic–Adar by {name}", timed(makers[name](view), few), first, by_clock=name == "cypher")
    method = make("adamic_adar")
    assert isinstance(method, Scored)
    method.fit(view)
    start, worked = perf_counter(), process_time()
    for row in range(len(view)):
        method.ranked(row, ONE_LIST)
    wall, busy = perf_counter() - start, process_time() - worked
    print(f"\nAll {len(view):,} people by `adamic_adar`: {wall:.2f} s, {busy:.2f} s of processor")


if __name__ == "__main__":
    main()
