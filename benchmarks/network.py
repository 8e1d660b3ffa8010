"""What the network costs through GraphQL, beside raw Bolt, a plain route and `@neo4j/graphql` on the same database.

    python -m benchmarks.network                      everything; some minutes
    python -m benchmarks.network --small --no-peer    a moment, on a small marketplace: does it still run?
    python -m benchmarks.network --only page --flames docs/flames.svg

Each scenario is warmed until its CPU is flat; then contenders take turns, and medians and CPU a request are printed, as
they are and as ratios. CPU says more than time where a machine has other things to do.
"""

import argparse
import random
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from . import asked, flames, peer, served
from .contending import BOLT, OURS, SCENARIOS, Field, contenders, token
from .depths import depths
from .machine import described
from .marketplace import quiet_driver, running, sample
from .measuring import Contender, Processes, Spending, interleave
from .throughput import CLIENTS, throughput
from .wire import Wire, post


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is measured."""

    people: int | None
    near: int
    requests: int
    rounds: int
    most_warming: int
    load_seconds: float

    @property
    def acts(self) -> int:
        """Acts in a block: each is two requests and leaves data behind."""
        return max(self.requests // 4, 1)

    @property
    def strangers(self) -> int:
        """Couples that four contenders need, each couple being used once."""
        return 4 * self.acts * (self.rounds + self.most_warming)


FULL = Amount(people=None, near=32, requests=60, rounds=10, most_warming=20, load_seconds=8)
SMALL = Amount(people=600, near=4, requests=3, rounds=2, most_warming=4, load_seconds=0.2)
HEAD = [
    "| scenario | who | median ms | p99 ms | CPU ms | database CPU ms | median beside raw Bolt | CPU beside Confrere |",
    "|---|---|---|---|---|---|---|---|",
]


def compared(field: Field, scenario: str, amount: Amount, database: Spending) -> list[str]:
    """Measures one scenario and returns lines of a table."""
    taking_part = contenders(field, scenario)
    requests = amount.acts if scenario == "act" else amount.requests
    interleave(taking_part, database, requests=requests, rounds=amount.rounds, most_warming=amount.most_warming)
    by_name = {each.name: each for each in taking_part}
    return [_row(scenario, each, by_name[BOLT], by_name[OURS]) for each in taking_part]


def _row(scenario: str, each: Contender, bolt: Contender, ours: Contender) -> str:
    beside = each.cpu_ms / ours.cpu_ms if ours.cpu_ms else 0  # a block of a few requests can cost less than a tick
    return (
        f"| {scenario} | {each.name} | {each.median:.2f} | {each.p99:.2f} | {each.cpu_ms:.2f} | {each.database_ms:.2f} "
        f"| {each.median / bolt.median:.1f} × | {beside:.2f} × |"
    )


def loaded(field: Field, amount: Amount) -> list[str]:
    """Measures pages a second with one and two workers and returns lines of a table."""
    ours = [
        post("/graphql", asked.Asked(asked.PAGE, {"first": asked.PAGE_SIZE}).body, token=token(each.me))
        for each in field.sample.near
    ]
    plain = [post("/plain/page", asked.page_parameters(each.me)) for each in field.sample.near]
    lines = [f"| pages a second, {CLIENTS} clients | plain JSON route | Confrere |", "|---|---|---|"]
    for workers in (1, 2):
        with served.serving(field.uri, field.auth, workers=workers) as at:
            told = [f"{throughput(at.port, requests, amount.load_seconds):.0f}" for requests in (plain, ours)]
        lines.append(f"| {workers} worker{'s' * (workers > 1)} | {' | '.join(told)} |")
    if field.peer:
        requests = [
            post("/graphql", asked.Asked(asked.PEER_PAGE, {"me": each.me, "first": asked.PAGE_SIZE}).body)
            for each in field.sample.near
        ]
        lines.append(
            f"| @neo4j/graphql, 1 process | | {throughput(field.peer.port, requests, amount.load_seconds):.0f} |"
        )
    return lines


def burnt(field: Field, picture: Path, requests: int) -> str:
    """Draws where our CPU goes while pages are read; returns what was drawn."""
    asking = [
        post("/graphql", asked.Asked(asked.PAGE, {"first": asked.PAGE_SIZE}).body, token=token(each.me))
        for each in field.sample.near
    ]
    with tempfile.TemporaryDirectory() as folder:
        stacks = Path(folder) / "stacks"
        with served.serving(field.uri, field.auth, samples=stacks) as at, Wire(at.port) as wire:
            for number in range(requests):
                wire.ask(asking[number % len(asking)])
        title = f"A network page (20 edges × 8 fields): CPU of the API by stack, {requests:,} requests"
        return flames.draw_file(stacks, picture, title, root="uvicorn.protocols")


def measure(arguments: argparse.Namespace) -> list[str]:
    """Runs what was asked for and returns what is printed."""
    amount = SMALL if arguments.small else FULL
    scenarios: Sequence[str] = arguments.only or SCENARIOS
    chance = random.Random(arguments.seed)
    lines: list[str] = []
    with ExitStack() as stack:
        database = stack.enter_context(running(amount.people))
        pid = database.status().pid
        assert pid is not None
        driver = stack.enter_context(quiet_driver(database))
        people = sample(driver, near=amount.near, strangers=amount.strangers, chance=chance)
        ours = stack.enter_context(served.serving(database.uri, database.auth))
        theirs = None if arguments.no_peer else stack.enter_context(peer.serving(database.uri, database.auth))
        field = Field(database.uri, database.auth, driver, ours, theirs, people)
        lines += described(
            f"Neo4j {database.options.release.version}, heap {database.options.heap}, seed {arguments.seed}"
        )
        if arguments.flames:
            lines += ["", burnt(field, arguments.flames, amount.requests * 20)]
        lines += ["", *HEAD]
        for scenario in scenarios:
            lines += compared(field, scenario, amount, Processes(pid))
        if not arguments.only:
            lines += ["", *depths(field, amount.requests // 3), "", *loaded(field, amount)]
        lines += ["", *described()[2:3]]
    return lines


def arguments_of(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser("benchmarks.network", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--small", action="store_true", help="a moment instead of minutes, on a small marketplace")
    parser.add_argument("--no-peer", action="store_true", help="without @neo4j/graphql, which needs Node")
    parser.add_argument("--only", action="append", choices=SCENARIOS, help="these scenarios, and nothing else")
    parser.add_argument("--flames", type=Path, help="also draw a flame graph of the page into this SVG file")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10**9), help="whom to draw; new strangers each time"
    )
    return parser.parse_args(given)


if __name__ == "__main__":
    print("\n".join(measure(arguments_of())))
